import { useSignal } from '@qoricash/sdk/react';
import { formatMoney } from '@qoricash/sdk/money';
import { FileAddressDocument, type InvoiceStatus } from '../gql/graphql.ts';
import { house, labels } from '../house.ts';
import { Faults } from '../parts/form.tsx';
import { useAct } from '../parts/hooks.ts';
import type { IconName } from '../parts/icon.tsx';
import { Badge } from '../parts/status.tsx';
import type { Invoice } from '../state/known.ts';

// What waits for a person of the house waits like any other to a client.
const looks: Record<InvoiceStatus, { readonly icon: IconName; readonly tone: string }> = {
  PENDING: { icon: 'clock', tone: 'warn' },
  SENT: { icon: 'half', tone: 'info' },
  ACCEPTED: { icon: 'tick', tone: 'good' },
  REJECTED: { icon: 'warn', tone: 'bad' },
  ERROR: { icon: 'clock', tone: 'warn' },
  VOIDED: { icon: 'cross', tone: 'ended' },
};

/** The electronic document of an operation: its number, how it stands, and its papers as soon as they are there. */
export function InvoiceCard({ invoice: { kind, status, statusLabel, code, total, explanation, pdf, xml } }: { readonly invoice: Invoice }) {
  useSignal(labels.table);
  const { icon, tone } = looks[status] ?? { icon: 'clock', tone: 'ended' };
  return (
    <section className="card stack" aria-labelledby="invoice">
      <div className="row"><h2 id="invoice">{labels.of('InvoiceKind', kind)}</h2><Badge icon={icon} tone={tone}>{statusLabel}</Badge></div>
      <dl className="facts" aria-live="polite">
        <div><dt>Número</dt><dd className="mono">{code ?? 'aún sin número'}</dd></div>
        <div><dt>Total</dt><dd className="figure">{formatMoney(total)}</dd></div>
      </dl>
      <p className="small">{explanation.text}</p>
      {(pdf || xml) && (
        <div className="row">
          {pdf && <Download id={pdf.id} label="Descargar PDF" />}
          {xml && <Download id={xml.id} label="Descargar XML" />}
        </div>
      )}
    </section>
  );
}

/** The electronic document below its operation in a list. */
export function InvoiceLine({ invoice: { kind, statusLabel, code, pdf, xml } }: { readonly invoice: Invoice }) {
  useSignal(labels.table);
  const name = `${labels.of('InvoiceKind', kind)} ${code ?? ''}`.trim();
  return (
    <div className="row small">
      <span><span className="figure">{name}</span> <span className="muted">· {statusLabel}</span></span>
      {(pdf || xml) && (
        <span className="papers">
          {pdf && <Download id={pdf.id} label="PDF" of={name} />}
          {xml && <Download id={xml.id} label="XML" of={name} />}
        </span>
      )}
    </div>
  );
}

/** A file of the house. Its address is good for five minutes, so it is asked for when it is wanted. */
function Download({ id, label, of }: { readonly id: string; readonly label: string; readonly of?: string }) {
  const act = useAct();
  const open = async () => {
    const answer = await act.run(() => house.request(FileAddressDocument, { id }));
    const node = answer?.ok ? answer.data.node : null;
    if (node && 'url' in node && node.url) window.location.assign(node.url);
  };
  return (
    <>
      <button type="button" className={of ? 'button button-quiet' : 'button'} aria-disabled={act.isBusy} onClick={() => void open()} {...(of ? { 'aria-label': `${label} de ${of}` } : {})}>
        {act.isBusy ? 'Abriendo…' : label}
      </button>
      <Faults of={act.faults} />
    </>
  );
}
