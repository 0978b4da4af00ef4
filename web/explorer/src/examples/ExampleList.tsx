import { useState } from 'react';
import { areas, journey, type Area, type Example, type Kind } from './catalogue';
import type { Seen } from './placeholders';

const kinds: Readonly<Record<Kind, string>> = { query: 'consulta', mutation: 'mutación', subscription: 'en vivo' };

/** What the list says that it will put into the variables, with the placeholder that holds it. */
const shown: readonly (readonly [string, string])[] = [
  ['operation.code', 'Operación'],
  ['operation.version', 'Versión'],
  ['quote', 'Cotización'],
  ['client', 'Cliente'],
  ['deposit.reported', 'Abono informado'],
  ['deposit.confirmed', 'Abono confirmado'],
  ['waiting', 'Abono en espera'],
  ['payout', 'Pago'],
  ['proof', 'Comprobante'],
];

interface Props {
  readonly seen: Seen;
  readonly ready: boolean;
  readonly onOpen: (example: Example) => void;
}

/** The saved examples by area, with a search. */
export function ExampleList({ seen, ready, onOpen }: Props) {
  const [search, setSearch] = useState('');
  const wanted = plain(search);
  const found = areas.map((area) => ({ ...area, examples: area.examples.filter((example) => holds(area, example, wanted)) }));
  const count = found.reduce((sum, area) => sum + area.examples.length, 0);
  return (
    <div className="examples">
      <h2>Ejemplos</h2>
      <input
        type="search"
        placeholder={`Buscar entre ${count} ejemplos…`}
        aria-label="Buscar un ejemplo"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <SeenValues seen={seen} />
      {wanted === '' && <Examples area={journey} open ready={ready} onOpen={onOpen} />}
      {found.map(
        (area) => area.examples.length > 0 && <Examples key={area.title} area={area} open={wanted !== ''} ready={ready} onOpen={onOpen} />,
      )}
      {count === 0 && <p className="muted" role="status">Ningún ejemplo coincide con «{search}».</p>}
    </div>
  );
}

/** Whether an example is about every word that is looked for. */
function holds(area: Area, example: Example, wanted: string): boolean {
  const text = plain(`${area.title} ${example.title} ${example.description} ${example.document}`);
  return wanted.split(/\s+/).every((word) => text.includes(word));
}

interface ExamplesProps {
  readonly area: Area;
  readonly open: boolean;
  readonly ready: boolean;
  readonly onOpen: (example: Example) => void;
}

/** The examples of an area, folded until they are looked for. */
function Examples({ area, open, ready, onOpen }: ExamplesProps) {
  return (
    // Another key: what a search unfolded folds again with its end.
    <details key={String(open)} open={open}>
      <summary>
        {area.title} <span className="muted">{area.examples.length}</span>
      </summary>
      <ul>
        {area.examples.map((example) => (
          <li key={example.name}>
            <button type="button" disabled={!ready} title={example.description} onClick={() => onOpen(example)}>
              <span>{example.title}</span>
              <span className={`kind ${example.kind}`}>{kinds[example.kind]}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function SeenValues({ seen }: { seen: Seen }) {
  const values = shown.filter(([name]) => seen[name] !== undefined);
  if (values.length === 0) {
    return (
      <p className="muted small">
        Al abrir un ejemplo, sus variables se llenan con lo último que mostraron las respuestas: cotización, operación,
        versión, cuentas.
      </p>
    );
  }
  return (
    <dl className="seen" aria-label="Lo último visto">
      {values.map(([name, label]) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd title={String(seen[name])}>{seen[name]}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Lower case without accents, so that "cotizacion" finds "Cotización". */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{Diacritic}/gu, '').toLowerCase();
}
