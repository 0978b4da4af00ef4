import { format, formatMoney, formatRate } from '@qoricash/sdk/money';
import { useState } from 'react';
import { CancelOperationDocument, ShowOperationDocument } from '../gql/graphql.ts';
import { To } from '../parts/to.tsx';
import { house } from '../house.ts';
import { Copied } from '../parts/copy.tsx';
import { Countdown } from '../parts/countdown.tsx';
import { Discounts } from '../parts/discounts.tsx';
import { Failed, Faults, Field, Submit } from '../parts/form.tsx';
import { useAct, useAnswer } from '../parts/hooks.ts';
import { Status } from '../parts/status.tsx';
import { go } from '../navigation.ts';
import { repeat } from '../state/calculator.ts';
import { may, type Known, type Operation } from '../state/known.ts';
import { keepOperation } from '../state/phone.ts';
import { exchange } from '../text/amount.ts';
import { took } from '../text/time.ts';
import { Deposits } from './deposits.tsx';
import { InvoiceCard } from './invoice.tsx';
import { Timeline } from './timeline.tsx';

const window15 = 15 * 60_000;

/** One operation, followed to its end. */
export function OperationScreen({ id, known }: { readonly id: string; readonly known: Known }) {
  const operation = known.operations.find((each) => each.id === id);
  return operation ? <Followed operation={operation} /> : <Older id={id} />;
}

/** One that is not among the newest is asked for. */
function Older({ id }: { readonly id: string }) {
  const { data, fault, again } = useAnswer(ShowOperationDocument, { id });
  if (fault) return <Failed fault={fault} again={again} />;
  if (!data) return <p className="waiting" role="status">Un momento…</p>;
  if (!data.node || !('timeline' in data.node)) return <p className="card">Esa operación no existe o no es tuya.</p>;
  return <Followed operation={data.node as Operation} />;
}

function Followed({ operation }: { readonly operation: Operation }) {
  const { code, status, statusLabel, pay, receive, rate } = operation;
  return (
    <div className="stack">
      <header className="stack tight">
        <div className="row"><h1 className="figure">{code}</h1><Status of={status} label={statusLabel} /></div>
        <p className="figure strong">{exchange(pay, receive)}</p>
        <p className="muted figure">T.C. {formatRate(rate)}</p>
        <Discounts of={operation.quote?.discounts ?? []} />
      </header>
      {operation.returnNote && <p className="notice notice-warn">{operation.returnNote}</p>}
      {status === 'PENDING' && <Transfer operation={operation} />}
      {status === 'COMPLETED' && <Receipt operation={operation} />}
      {operation.invoice && <InvoiceCard invoice={operation.invoice} />}
      <Timeline steps={operation.timeline} />
      <Deposits operation={operation} />
      {(status === 'PENDING' || status === 'IN_PROCESS') && <Cancel key={operation.version} operation={operation} />}
      {status !== 'PENDING' && status !== 'IN_PROCESS' && <Again operation={operation} />}
    </div>
  );
}

/** Where to transfer, each value to be copied, and how much time is left. */
function Transfer({ operation }: { readonly operation: Operation }) {
  const { account, amount, interbank, text } = operation.depositInstructions;
  const report = may(operation, 'REPORT_DEPOSIT');
  return (
    <section className="card stack" aria-labelledby="transfer">
      <div className="row">
        <h2 id="transfer">Transfiere a {account.bank.name}</h2>
        {operation.expiresAt && <Countdown until={operation.expiresAt} of={window15} />}
      </div>
      <p>{text}</p>
      <dl>
        <Copied label="Monto exacto" value={formatMoney(amount)} bare={format(amount.amount).replaceAll(',', '')} />
        {!interbank && <Copied label="Cuenta" value={account.number} />}
        <Copied label="CCI" value={account.cci} />
        {account.holder && <Copied label="Titular" value={account.holder} />}
      </dl>
      {report?.allowed && <To route={{ screen: 'deposit', id: operation.id }} className="button button-primary">Ya transferí</To>}
      {report && !report.allowed && report.message && <p className="hint">{report.message}</p>}
    </section>
  );
}

/** What is left of a completed operation: how long it took, and its paper. */
function Receipt({ operation }: { readonly operation: Operation }) {
  const { receipt, createdAt, completedAt, id } = operation;
  const act = useAct();
  const open = async () => {
    // The address is good for five minutes, so it is asked for when it is wanted.
    const answer = await act.run(() => house.request(ShowOperationDocument, { id }));
    const node = answer?.ok ? answer.data.node : null;
    if (node && 'receipt' in node && node.receipt.url) window.location.assign(node.receipt.url);
  };
  return (
    <section className="card stack">
      <h2>Listo</h2>
      {completedAt && <p>Tu cambio tomó {took(createdAt, completedAt)}.</p>}
      {receipt.message && <p className="hint">{receipt.message}</p>}
      <button type="button" className="button button-primary" aria-disabled={act.isBusy} onClick={() => void open()}>{act.isBusy ? 'Abriendo…' : 'Descargar el recibo'}</button>
      <Faults of={act.faults} />
    </section>
  );
}

/** The same exchange once more. */
function Again({ operation: { side, pay } }: { readonly operation: Operation }) {
  const begin = () => {
    repeat({ direction: side === 'HOUSE_BUYS_USD' ? 'sell' : 'buy', fixed: 'pay', text: format(pay.amount) });
    go({ screen: 'quote' });
  };
  return <button type="button" className="button" onClick={begin}>Repetir este cambio</button>;
}

/** Giving an operation up. Where that cannot be, the reason stands in the button's place. */
function Cancel({ operation }: { readonly operation: Operation }) {
  const [isAsked, setAsked] = useState(false);
  const act = useAct();
  const cancel = may(operation, 'CANCEL');
  if (!cancel) return null;
  if (!cancel.allowed) return (
    <div className="stack tight">
      <button type="button" className="button" aria-disabled="true" aria-describedby="cancel-why">Cancelar la operación</button>
      <p className="hint" id="cancel-why">{cancel.message}</p>
    </div>
  );
  if (!isAsked) return <button type="button" className="button" onClick={() => setAsked(true)}>Cancelar la operación</button>;
  const send = async (reason: string) => {
    const input = { operationId: operation.id, expectedVersion: operation.version, reason };
    const answer = await act.run((key) => house.act(CancelOperationDocument, { input: { idempotencyKey: key(input), ...input } }));
    if (answer?.data?.operation) keepOperation(answer.data.operation, answer);
  };
  return (
    <form className="card stack" onSubmit={(event) => { event.preventDefault(); void send(String(new FormData(event.currentTarget).get('reason'))); }}>
      <h2>Cancelar {operation.code}</h2>
      <p>El precio que fijaste se pierde. Si ya transferiste, no canceles: infórmalo.</p>
      <Field label="Motivo" name="reason" required maxLength={200} fault={act.at('reason')} />
      <Faults of={act.besides('reason')} />
      <div className="row">
        <button type="button" className="button" onClick={() => setAsked(false)}>Volver</button>
        <Submit isBusy={act.isBusy} busy="Cancelando…" className="button button-danger">Cancelar operación</Submit>
      </div>
    </form>
  );
}
