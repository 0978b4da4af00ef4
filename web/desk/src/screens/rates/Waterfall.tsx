import type { ReactNode } from 'react';
import { RateFigure } from '../../house/money.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { type Part, signed } from './waterfall.ts';
import './waterfall.css';

/** The parts of a price below each other: where it stands, what the house keeps by each, and why. */
export function Waterfall({ parts, why }: { readonly parts: readonly Part[]; readonly why?: (part: Part) => ReactNode }) {
  const { waterfall } = useTexts().operation;
  return (
    <table className="waterfall">
      <thead>
        <tr><th scope="col">{waterfall.part}</th><th scope="col" className="cell-end">{waterfall.rate}</th><th scope="col" className="cell-end">{waterfall.pips}</th></tr>
      </thead>
      <tbody>
        {parts.map((part, place) => (
          <tr key={place} className={part.of === 'final' ? 'waterfall-final' : part.of === 'margin' ? 'waterfall-margin' : undefined}>
            <th scope="row">
              {waterfall.of[part.of]}
              {why && <span className="waterfall-why">{why(part)}</span>}
            </th>
            <td className="cell-end">{'rate' in part && <RateFigure rate={part.rate} strong={part.of === 'final'} />}</td>
            <td className="cell-end figure">{'pips' in part && signed(part.pips)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
