import { useSignal } from '@qoricash/sdk/react';
import { formatMoney } from '@qoricash/sdk/money';
import { WithdrawDepositDocument } from '../gql/graphql.ts';
import { house, labels } from '../house.ts';
import { Faults } from '../parts/form.tsx';
import { useAct } from '../parts/hooks.ts';
import { Badge } from '../parts/status.tsx';
import type { IconName } from '../parts/icon.tsx';
import { may, type Operation } from '../state/known.ts';
import { keepOperation } from '../state/phone.ts';
import { spoken } from '../text/time.ts';

type Deposit = Operation['deposits'][number];

const looks: Partial<Record<Deposit['status'], { readonly icon: IconName; readonly tone: string }>> = {
  REPORTED: { icon: 'clock', tone: 'info' }, CONFIRMED: { icon: 'tick', tone: 'good' }, REJECTED: { icon: 'warn', tone: 'bad' },
  RETURNED: { icon: 'swap', tone: 'ended' }, APPLIED: { icon: 'swap', tone: 'ended' },
};

/** What the client said that it transferred, and what became of that. */
export function Deposits({ operation }: { readonly operation: Operation }) {
  useSignal(labels.table);
  if (operation.deposits.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="deposits">
      <h2 id="deposits">Tus abonos</h2>
      <ul className="list">
        {operation.deposits.map((deposit) => <Row key={deposit.id} deposit={deposit} operation={operation} />)}
      </ul>
    </section>
  );
}

function Row({ deposit, operation }: { readonly deposit: Deposit; readonly operation: Operation }) {
  const { status, money, bankReference, createdAt, rejectReason, file, counted } = deposit;
  const act = useAct();
  const { icon, tone } = looks[status] ?? { icon: 'dash', tone: 'ended' };
  const mayWithdraw = status === 'REPORTED' && may(operation, 'WITHDRAW_DEPOSIT')?.allowed === true;
  const withdraw = async () => {
    const input = { operationId: operation.id, expectedVersion: operation.version, depositId: deposit.id };
    const answer = await act.run((key) => house.act(WithdrawDepositDocument, { input: { idempotencyKey: key(input), ...input } }));
    if (answer?.data?.operation) keepOperation(answer.data.operation, answer);
  };
  return (
    <li className="stack tight part">
      <span className="row"><span className="figure strong">{formatMoney(money)}</span><Badge icon={icon} tone={tone}>{labels.of('DepositStatus', status)}</Badge></span>
      <span className="small muted">N.º <span className="mono">{bankReference}</span> · {spoken(createdAt, house.clock.now())}{file ? ' · con foto' : ''}</span>
      {!counted && status === 'REPORTED' && <span className="small">Aún no cuenta para tu operación: la casa lo está buscando.</span>}
      {rejectReason && <span className="notice notice-bad">{rejectReason}</span>}
      {mayWithdraw && (
        <span><button type="button" className="button" aria-disabled={act.isBusy} onClick={() => void withdraw()}>{act.isBusy ? 'Retirando…' : 'Me equivoqué, retirarlo'}</button></span>
      )}
      <Faults of={act.faults} />
    </li>
  );
}
