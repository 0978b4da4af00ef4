import { format, formatMoney, parse } from '@qoricash/sdk/money';
import { useState, type FormEvent } from 'react';
import { ReportDepositDocument } from '../gql/graphql.ts';
import { house } from '../house.ts';
import { Faults, Field, Submit } from '../parts/form.tsx';
import { useAct } from '../parts/hooks.ts';
import { Picture } from '../parts/picture.tsx';
import { To } from '../parts/to.tsx';
import { go } from '../navigation.ts';
import { may, type Known, type Operation } from '../state/known.ts';
import { keepOperation } from '../state/phone.ts';
import { send } from '../state/send.ts';
import { draw } from '../text/draw.ts';
import { inventReference } from '../text/sample.ts';

/** Saying that the money was transferred: how much, under which number, with a picture. */
export function Deposit({ id, known }: { readonly id: string; readonly known: Known }) {
  const operation = known.operations.find((each) => each.id === id);
  if (!operation) return <p className="card">Esa operación no existe o no es tuya.</p>;
  const allowed = may(operation, 'REPORT_DEPOSIT');
  if (!allowed?.allowed) {
    return (
      <section className="card stack">
        <h1>No hay nada por informar</h1>
        <p>{allowed?.message ?? 'Esta operación ya no espera una transferencia.'}</p>
        <To route={{ screen: 'operation', id }} className="button button-primary">Ver {operation.code}</To>
      </section>
    );
  }
  return <Report operation={operation} />;
}

function Report({ operation }: { readonly operation: Operation }) {
  const { pay } = operation;
  const [file, setFile] = useState<File | null>(null);
  const [reference, setReference] = useState('');
  const [amount, setAmount] = useState(format(pay.amount));
  const act = useAct();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const answer = await act.run(async (key) => {
      const sent = file ? await send(file, 'DEPOSIT_PROOF') : null;
      if (sent && !sent.ok) return { ...sent, data: null };
      const input = {
        operationId: operation.id, expectedVersion: operation.version, amount: parse(amount) ?? amount, bankReference: reference,
        ...(sent?.ok ? { fileId: sent.data.id } : {}),
      };
      return house.act(ReportDepositDocument, { input: { idempotencyKey: key(input), ...input } });
    });
    if (!answer?.data?.operation) return;
    keepOperation(answer.data.operation, answer);
    if (answer.ok) go({ screen: 'operation', id: operation.id }, { replace: true });
  };
  const sample = () => draw('voucher.png', 'Constancia de transferencia', [
    `Monto: ${formatMoney(pay)}`, `N.º de operación: ${reference || 'sin número'}`, `Para: ${operation.depositInstructions.account.holder ?? 'QoriCash'}`, house.id(),
  ]);
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <h1>Informa tu transferencia</h1>
      <p>{operation.code} espera exactamente <strong className="figure">{formatMoney(pay)}</strong>. La foto de la constancia nos ayuda a encontrarla antes.</p>
      <div className="card stack">
        <Field label={`Monto en ${pay.currency === 'USD' ? 'dólares' : 'soles'}`} inputMode="decimal" autoComplete="off" value={amount} onChange={({ target }) => setAmount(target.value)}
          required fault={act.at('amount')} />
        <Field label="Número de operación del banco" inputMode="numeric" autoComplete="off" value={reference} onChange={({ target }) => setReference(target.value)} required
          fault={act.at('bankReference')} hint={<button type="button" className="link" onClick={() => setReference(inventReference(house.id()))}>Usar un número inventado</button>} />
        <Picture label="Adjuntar constancia" file={file} onFile={setFile} sample={sample} fault={act.at('fileId')} />
      </div>
      <Faults of={act.besides('amount', 'bankReference', 'fileId')} />
      <Submit isBusy={act.isBusy} busy="Informando…">Informar</Submit>
    </form>
  );
}
