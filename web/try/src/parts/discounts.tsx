import { formatMoney } from '@qoricash/sdk/money';
import type { DiscountFragment } from '../gql/graphql.ts';

/** What makes a price better: each part with its pips and what it saves. */
export function Discounts({ of }: { readonly of: readonly DiscountFragment[] }) {
  if (of.length === 0) return null;
  return (
    <dl className="facts discounts small" aria-label="Descuentos">
      {of.map(({ kind, code, pips, saved }) => (
        <div key={kind}>
          <dt>{code === null ? 'Por tu monto' : <>Código <span className="mono">{code}</span></>} · <span className="figure">{pips} pips</span></dt>
          <dd>ahorras <span className="figure strong">{formatMoney(saved)}</span></dd>
        </div>
      ))}
    </dl>
  );
}
