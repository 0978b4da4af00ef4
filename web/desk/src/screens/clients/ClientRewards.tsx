import { Badge, Button, Card, CopyButton, Dialog, DialogFoot, Empty, Facts, Failure, Notice, over, Skeleton, Time } from '@qoricash/kit';
import { useState } from 'react';
import { useViewer } from '../../app/viewer.tsx';
import { ClientRewardsDocument, type ClientRewardsQuery, CodeWithdrawDocument } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useAsk } from '../../house/ask.ts';
import { useEvery } from '../../house/every.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { signed } from '../rates/waterfall.ts';
import { codeStates } from '../rewards/rewards.ts';
import type { ClientDetail } from './clients.ts';

type Told = NonNullable<ClientRewardsQuery['rewards']>;
type Code = Told['codes'][number];

/** What a client has of its recommendations: its code, pips, the codes made of them, and whom it recommended the house to. */
export function ClientRewards({ client }: { readonly client: ClientDetail }) {
  const texts = useOfficeTexts();
  const { data, problem, isLoading, again } = useAsk(ClientRewardsDocument, { id: client.id }, { policy: 'network-only' });
  useEvery(30_000, again);
  const told = data?.rewards;
  return (
    <>
      {problem && <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />}
      {isLoading && <Skeleton rows={6} label={texts.common.loading} />}
      {data && !told && <Empty icon="gift">{texts.rewards.client.none}</Empty>}
      {told && (
        <div className="card-columns">
          <Own told={told} />
          <Codes codes={told.codes} onChanged={again} />
          <Movements movements={told.movements} />
          <Recommended referred={told.referred} />
        </div>
      )}
    </>
  );
}

function Own({ told }: { readonly told: Told }) {
  const words = useOfficeTexts().rewards.client;
  const { campaign } = useOfficeTexts().rewards;
  return (
    <Card title={words.own}>
      {told.pipsAvailable < 0 && <Notice tone="warn">{words.negative}</Notice>}
      <Facts
        facts={[
          { name: words.own, value: <><code>{told.code}</code> <CopyButton text={told.code} what={campaign.copy} /></> },
          { name: words.available, value: <strong>{signed(told.pipsAvailable).replace('+', '')}</strong> },
          { name: words.earned, value: told.pipsEarned },
          { name: words.forCode, value: told.pipsForCode },
          { name: words.referred, value: words.people(told.referredCount) },
          { name: words.completed, value: told.completedCount },
          {
            name: words.share, wide: true,
            value: <span className="copied"><span className="copied-text">{told.shareUrl}</span> <CopyButton text={told.shareUrl} what={words.share} /></span>,
          },
        ]}
      />
    </Card>
  );
}

function Codes({ codes, onChanged }: { readonly codes: readonly Code[]; readonly onChanged: () => void }) {
  const { client: words, campaign } = useOfficeTexts().rewards;
  const label = useLabel();
  const { can } = useViewer();
  const [withdrawing, setWithdrawing] = useState<Code | null>(null);
  return (
    <Card title={words.codes} flush>
      {codes.length === 0 && <Empty icon="gift">{words.noCodes}</Empty>}
      {codes.length > 0 && (
        <table className="plain-table padded">
          <thead>
            <tr>
              <th scope="col">{words.code}</th><th scope="col" className="cell-end">{words.gives}</th><th scope="col">{words.state}</th><th scope="col">{words.made}</th>
              {can.campaignsManage && <th scope="col"><span className="heard">{words.withdraw}</span></th>}
            </tr>
          </thead>
          <tbody>
            {codes.map((code) => (
              <tr key={code.id}>
                <td><code>{code.value}</code> <CopyButton text={code.value} what={campaign.copy} /></td>
                <td className="cell-end">{code.pips != null && campaign.inPips(code.pips)}</td>
                <td>
                  <Badge state={codeStates[code.state] ?? over}>{label('RewardCodeState', code.state)}</Badge>
                  {code.expiresAt && <> <span className="muted">{words.expires} <Time at={code.expiresAt} /></span></>}
                </td>
                <td><Time at={code.createdAt} /></td>
                {can.campaignsManage && (
                  <td className="cell-end">{code.state === 'FREE' && <Button tone="quiet" onPress={() => setWithdrawing(code)}>{words.withdraw}</Button>}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {withdrawing && <Withdraw code={withdrawing} onClose={() => setWithdrawing(null)} onDone={() => { setWithdrawing(null); onChanged(); }} />}
    </Card>
  );
}

function Withdraw({ code, onClose, onDone }: { readonly code: Code; readonly onClose: () => void; readonly onDone: () => void }) {
  const texts = useOfficeTexts();
  const words = texts.rewards.client;
  const acting = useAct(CodeWithdrawDocument);
  const send = async () => {
    if (await acting.send({ codeId: code.id })) onDone();
  };
  return (
    <Dialog title={words.withdrawTitle(code.value)} onClose={onClose} alert>
      <p>{words.withdrawAsk}</p>
      {acting.refusals.whole && <Notice tone="bad" role="alert">{acting.refusals.whole}</Notice>}
      <DialogFoot>
        <Button autoFocus onPress={onClose}>{texts.common.back}</Button>
        <Button tone="danger" busy={acting.isBusy && words.withdrawing} onPress={() => void send()}>{words.withdraw}</Button>
      </DialogFoot>
    </Dialog>
  );
}

function Movements({ movements }: { readonly movements: Told['movements'] }) {
  const words = useOfficeTexts().rewards.client;
  const label = useLabel();
  return (
    <Card title={words.movements} flush>
      {movements.length === 0 && <Empty icon="clock">{words.noMovements}</Empty>}
      {movements.length > 0 && (
        <table className="plain-table padded">
          <thead><tr><th scope="col">{words.when}</th><th scope="col">{words.why}</th><th scope="col" className="cell-end">{words.pips}</th></tr></thead>
          <tbody>
            {movements.map(({ at, pips, reason }, place) => (
              <tr key={at + String(place)}>
                <td><Time at={at} /></td><td>{label('RewardReason', reason)}</td><td className="cell-end figure">{signed(pips)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function Recommended({ referred }: { readonly referred: Told['referred'] }) {
  const words = useOfficeTexts().rewards.client;
  const label = useLabel();
  return (
    <Card title={words.list} flush>
      {referred.length === 0 && <Empty icon="people">{words.noReferred}</Empty>}
      {referred.length > 0 && (
        <table className="plain-table padded">
          <thead><tr><th scope="col">{words.referred}</th><th scope="col">{words.since}</th><th scope="col">{words.first}</th></tr></thead>
          <tbody>
            {referred.map(({ maskedName, since, firstOperationStatus }, place) => (
              <tr key={since + String(place)}>
                <td>{maskedName}</td><td><Time at={since} /></td>
                <td>{firstOperationStatus ? label('OperationStatus', firstOperationStatus) : <span className="muted">{words.noFirst}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
