import { Badge, Button, Card, Countdown, Facts, FormBox, Notice, TextArea, useNow, waiting } from '@qoricash/kit';
import { useEffect, useState } from 'react';
import { AskedRateNowDocument, AskedRateWithdrawDocument, type LockedQuoteFragment, NegotiatedRateProposeDocument, type QuoteAmount } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useAsk } from '../../house/ask.ts';
import { useDeskEvents } from '../../house/deskStream.ts';
import { RateFigure } from '../../house/money.tsx';
import { useTexts } from '../../texts/texts.tsx';

/** Asks a second person for a rate that nobody gives alone. */
export function AskForRate({ clientId, amount, rate, onAsked }: {
  readonly clientId: string;
  readonly amount: QuoteAmount;
  readonly rate: string;
  readonly onAsked: (proposal: string) => void;
}) {
  const texts = useTexts();
  const [reason, setReason] = useState('');
  const ask = useAct(NegotiatedRateProposeDocument, ['reason', 'rate', 'amount']);
  const send = async () => {
    const payload = await ask.send({ clientId, amount, rate, reason: reason.trim() });
    if (payload?.proposal) onAsked(payload.proposal.id);
  };
  return (
    <div className="ask-rate">
      <FormBox onSubmit={() => void send()} problem={ask.refusals.whole ?? ask.refusals.fields['rate'] ?? ask.refusals.fields['amount'] ?? null}>
        <TextArea label={texts.newOperation.askWhy} hint={texts.newOperation.askHint} value={reason} onChange={setReason} error={ask.refusals.fields['reason']} autoFocus />
        <div className="button-row"><Button type="submit" busy={ask.isBusy && texts.newOperation.asking}>{texts.newOperation.ask}</Button></div>
      </FormBox>
    </div>
  );
}

/** A rate that waits for a second person; the quote that comes of it is handed on. */
export function AskedRate({ id, onQuote, onOver }: { readonly id: string; readonly onQuote: (quote: LockedQuoteFragment) => void; readonly onOver: () => void }) {
  const texts = useTexts();
  const { data, again } = useAsk(AskedRateNowDocument, { id });
  useDeskEvents({ onEvent: (event) => { if (event.__typename === 'ApprovalEvent' && event.proposal.id === id) again(); }, onReload: again });
  const withdraw = useAct(AskedRateWithdrawDocument);
  const now = useNow();
  const proposal = data?.node?.__typename === 'Proposal' ? data.node : null;
  const quote = proposal?.negotiatedRate?.quote;
  useEffect(() => {
    if (quote) onQuote(quote);
  }, [quote, onQuote]);
  if (!proposal?.negotiatedRate || quote) return null;
  const isLate = proposal.expiresAt != null && Date.parse(proposal.expiresAt) <= now;
  const over = <div className="button-row"><Button onPress={onOver}>{texts.newOperation.change}</Button></div>;
  if (proposal.decision) {
    return (
      <Card title={`2. ${texts.newOperation.price}`}>
        <Notice tone="warn">{texts.newOperation.declined(proposal.decider?.name ?? '')}{proposal.decisionNote && `: «${proposal.decisionNote}»`}</Notice>
        {over}
      </Card>
    );
  }
  return (
    <Card title={`2. ${texts.newOperation.price}`}>
      <div className="asked-rate" aria-live="polite">
        <Facts
          facts={[
            { name: texts.newOperation.rate, value: <RateFigure rate={proposal.negotiatedRate.rate} size="number" /> },
            {
              name: texts.newOperation.expires,
              value: <><Badge state={waiting}>{texts.newOperation.waits(proposal.deciders)}</Badge> {proposal.expiresAt && <Countdown until={proposal.expiresAt} lateWord={texts.queue.late} />}</>,
            },
          ]}
        />
        {isLate && <Notice tone="warn">{texts.newOperation.lapsed}</Notice>}
        <div className="button-row">
          <Button
            busy={withdraw.isBusy && texts.newOperation.asking}
            onPress={() => void withdraw.send({ proposalId: id, decision: 'WITHDRAWN' }).then((payload) => payload && onOver())}
          >
            {texts.newOperation.withdraw}
          </Button>
        </div>
      </div>
    </Card>
  );
}
