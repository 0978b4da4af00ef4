import { formatRate } from '@qoricash/sdk/money';
import { To } from '../parts/to.tsx';
import { house } from '../house.ts';
import { Status } from '../parts/status.tsx';
import type { Known } from '../state/known.ts';
import { exchange } from '../text/amount.ts';
import { spoken } from '../text/time.ts';
import { InvoiceLine } from './invoice.tsx';

/** The client's operations, the newest first. Each line changes by itself. */
export function Operations({ known }: { readonly known: Known }) {
  const now = house.clock.now();
  return (
    <div className="stack">
      <h1>Tus operaciones</h1>
      {known.operations.length === 0 && (
        <section className="card stack">
          <p>Aún no tienes operaciones. Cotiza y fija tu primer precio.</p>
          <To route={{ screen: 'quote' }} className="button button-primary">Cotizar</To>
        </section>
      )}
      <ul className="list">
        {known.operations.map(({ id, code, status, statusLabel, pay, receive, rate, createdAt, invoice }) => (
          <li key={id} className="card with-line">
            <To route={{ screen: 'operation', id }} className="line-card">
              <span className="row"><span className="mono">{code}</span><Status of={status} label={statusLabel} /></span>
              <span className="figure strong">{exchange(pay, receive)}</span>
              <span className="row small muted"><span className="figure">T.C. {formatRate(rate)}</span><span className="figure">{spoken(createdAt, now)}</span></span>
            </To>
            {invoice && <InvoiceLine invoice={invoice} />}
          </li>
        ))}
      </ul>
    </div>
  );
}
