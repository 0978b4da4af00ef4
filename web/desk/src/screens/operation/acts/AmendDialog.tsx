import { Button, Countdown, Dialog, DialogFoot, Facts, FormBox, RadioField, TextField } from '@qoricash/kit';
import { currencySign } from '@qoricash/sdk/money';
import { useState } from 'react';
import { useDirty } from '../../../app/dirty.ts';
import { AmendQuoteDocument, OperationAmendDocument } from '../../../gql/graphql.ts';
import { useAct } from '../../../house/act.ts';
import { Amount, RateFigure } from '../../../house/money.tsx';
import { useTexts } from '../../../texts/texts.tsx';
import type { Detail } from './specs.ts';

type Side = 'pay' | 'receive';

/** Another amount before any deposit counts: first a price is locked for it, then both stand side by side. */
export function AmendDialog({ operation, onClose }: { readonly operation: Detail; readonly onClose: () => void }) {
  const texts = useTexts();
  const [side, setSide] = useState<Side>(operation.fixed === operation.pay.currency ? 'pay' : 'receive');
  const [typed, setTyped] = useState('');
  const lock = useAct(AmendQuoteDocument, ['amount']);
  const amend = useAct(OperationAmendDocument, ['quoteId']);
  const [quote, setQuote] = useState<NonNullable<NonNullable<Awaited<ReturnType<typeof lock.send>>>['quote']> | null>(null);
  useDirty(typed !== '');
  const price = async () => {
    const money = { amount: typed.trim(), currency: operation[side].currency };
    const payload = await lock.send({ amount: side === 'pay' ? { pay: money } : { receive: money }, clientId: operation.client.id });
    setQuote(payload?.quote ?? null);
  };
  const send = async () => {
    if (!quote) return price();
    if (await amend.send({ operationId: operation.id, expectedVersion: operation.version, quoteId: quote.id })) onClose();
  };
  const { verb, busy } = texts.acts.AMEND;
  return (
    <Dialog title={texts.act.title(verb, operation.code)} onClose={onClose} dismissable={typed === ''}>
      <FormBox onSubmit={() => void send()} problem={amend.refusals.whole ?? lock.refusals.whole}>
        <RadioField
          label={texts.act.fixed}
          inline
          value={side}
          onChange={(id) => { setSide(id as Side); setQuote(null); }}
          options={[{ id: 'pay', label: `${texts.operation.gives} ${currencySign[operation.pay.currency]}` }, { id: 'receive', label: `${texts.operation.gets} ${currencySign[operation.receive.currency]}` }]}
        />
        <TextField
          label={texts.act.newAmount}
          mode="decimal"
          prefix={currencySign[operation[side].currency]}
          value={typed}
          onChange={(text) => { setTyped(text); setQuote(null); }}
          error={lock.refusals.fields['amount']}
          hint={texts.act.quoteHint}
          autoFocus
        />
        {quote && (
          <table className="changes">
            <thead><tr><th /><th scope="col">{texts.act.changedFrom}</th><th scope="col">{texts.act.changedTo}</th></tr></thead>
            <tbody>
              <tr><th scope="row">{texts.operation.gives}</th><td><Amount money={operation.pay} /></td><td><Amount money={quote.pay} strong /></td></tr>
              <tr><th scope="row">{texts.operation.rate}</th><td><RateFigure rate={operation.rate} /></td><td><RateFigure rate={quote.rate} strong /></td></tr>
              <tr><th scope="row">{texts.operation.gets}</th><td><Amount money={operation.receive} /></td><td><Amount money={quote.receive} strong /></td></tr>
            </tbody>
          </table>
        )}
        {quote && <Facts dense facts={[{ name: texts.newOperation.expires, value: <Countdown until={quote.expiresAt} lateWord={texts.queue.late} /> }]} />}
        <DialogFoot>
          <Button onPress={onClose}>{texts.common.back}</Button>
          <Button type="submit" tone="primary" busy={(lock.isBusy && texts.act.locking) || (amend.isBusy && busy)}>{quote ? verb : texts.act.lock}</Button>
        </DialogFoot>
      </FormBox>
    </Dialog>
  );
}
