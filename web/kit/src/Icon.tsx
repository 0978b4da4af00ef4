import type { ReactNode } from 'react';

/** Names of the drawings. States have their shapes after the table of the visual language; the rest are tools. */
export type IconName =
  | 'clock' | 'half' | 'tick' | 'check' | 'cross' | 'barred' | 'pause' | 'alarm' | 'heads'
  | 'bars-1' | 'bars-2' | 'bars-3' | 'bars-4'
  | 'in' | 'out' | 'copy' | 'search' | 'bell' | 'more' | 'close' | 'down' | 'up' | 'left' | 'right' | 'fold'
  | 'shield' | 'flag' | 'twins' | 'note' | 'plus' | 'minus' | 'turn' | 'print' | 'link' | 'columns' | 'person'
  | 'home' | 'list' | 'rate' | 'scales' | 'bank' | 'people' | 'card' | 'stamp' | 'mail' | 'key' | 'gear' | 'eye' | 'server' | 'dot'
  | 'gift' | 'receipt';

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6, strokeLinecap: 'round', strokeLinejoin: 'round' } as const;
const bars = (count: number): ReactNode => (
  <g fill="currentColor">
    {[0, 1, 2, 3].map((place) => (
      <rect key={place} x={1 + place * 3.2} y={9.5 - place * 2.5} width={2.2} height={3.5 + place * 2.5} opacity={place < count ? 1 : 0.25} />
    ))}
  </g>
);

const drawings: Readonly<Record<IconName, ReactNode>> = {
  clock: <g {...stroke}><circle cx="7" cy="7" r="5.6" /><path d="M7 4v3.2l2 1.4" /></g>,
  half: <g><circle cx="7" cy="7" r="5.6" {...stroke} /><path d="M7 1.4a5.6 5.6 0 0 1 0 11.2z" fill="currentColor" /></g>,
  tick: <path fill="currentColor" fillRule="evenodd" d="M7 .8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 7 .8zm3.5 3.6L6 8.9 3.7 6.7l-1 1.1L6 11l5.5-5.6z" />,
  check: <path {...stroke} strokeWidth={2.2} d="m2.5 7.5 3 3 6-7" />,
  cross: <path {...stroke} strokeWidth={2} d="m3 3 8 8M11 3l-8 8" />,
  barred: <g {...stroke}><circle cx="7" cy="7" r="5.6" /><path d="M4 7h6" /></g>,
  pause: <g fill="currentColor"><rect x="2.5" y="1.5" width="3" height="11" rx=".8" /><rect x="8.5" y="1.5" width="3" height="11" rx=".8" /></g>,
  alarm: <path fill="currentColor" fillRule="evenodd" d="M7 .8 13.6 13H.4zM6.2 5l.3 4h1l.3-4zM7 10a.9.9 0 1 0 0 1.8A.9.9 0 0 0 7 10z" />,
  heads: (
    <g {...stroke}>
      <circle cx="4.6" cy="4.4" r="2.2" /><circle cx="10" cy="5" r="1.8" />
      <path d="M.9 12c.2-2.6 1.6-4 3.7-4s3.5 1.4 3.7 4M9.8 8.6c1.8 0 3 1.2 3.3 3.4" />
    </g>
  ),
  'bars-1': bars(1),
  'bars-2': bars(2),
  'bars-3': bars(3),
  'bars-4': bars(4),
  in: <path {...stroke} d="M11 3 3.5 10.5M3.5 5v5.5H9" />,
  out: <path {...stroke} d="M3 11 10.5 3.5M5 3.5h5.5V9" />,
  copy: <g {...stroke}><rect x="4.5" y="4.5" width="8" height="8" rx="1.4" /><path d="M9.5 2.5V1.5h-8v8h1" /></g>,
  search: <g {...stroke}><circle cx="6" cy="6" r="4.2" /><path d="m9.3 9.3 3.5 3.5" /></g>,
  bell: <path {...stroke} d="M2 10.5h10L10.8 9V5.8a3.8 3.8 0 0 0-7.6 0V9zM5.6 12.5h2.8" />,
  more: <g fill="currentColor"><circle cx="2.5" cy="7" r="1.3" /><circle cx="7" cy="7" r="1.3" /><circle cx="11.5" cy="7" r="1.3" /></g>,
  close: <path {...stroke} d="m3 3 8 8M11 3l-8 8" />,
  down: <path {...stroke} d="m3 5 4 4 4-4" />,
  up: <path {...stroke} d="m3 9 4-4 4 4" />,
  left: <path {...stroke} d="M9 3 5 7l4 4" />,
  right: <path {...stroke} d="m5 3 4 4-4 4" />,
  fold: <g {...stroke}><rect x="1.2" y="1.8" width="11.6" height="10.4" rx="1.4" /><path d="M5 1.8v10.4" /></g>,
  shield: <path {...stroke} d="M7 1.2 12 3v3.6c0 3-2 5-5 6.2C4 11.6 2 9.6 2 6.6V3z" />,
  flag: <path {...stroke} d="M3 13V1.5h7.5L9 4.5l1.5 3H3" />,
  twins: <g {...stroke}><rect x="1.2" y="3.5" width="7" height="9" rx="1" /><path d="M5.8 1.5h7v9h-2" /></g>,
  note: <path {...stroke} d="M2 1.5h10v7.5L9 12.5H2zM9 12.5V9h3M4.5 4.5h5M4.5 7h3" />,
  plus: <path {...stroke} d="M7 2v10M2 7h10" />,
  minus: <path {...stroke} d="M2 7h10" />,
  turn: <path {...stroke} d="M11.8 7A4.8 4.8 0 1 1 9.5 2.9M9.5.8v2.3H7.2" />,
  print: <path {...stroke} d="M3.5 5V1.5h7V5M3.5 10.5h-2V5h11v5.5h-2M3.5 8.5h7v4h-7z" />,
  link: <path {...stroke} d="M5.5 8.5a2.6 2.6 0 0 0 3.7 0l2.3-2.3a2.6 2.6 0 0 0-3.7-3.7l-.8.8M8.5 5.5a2.6 2.6 0 0 0-3.7 0L2.5 7.8a2.6 2.6 0 0 0 3.7 3.7l.8-.8" />,
  columns: <g {...stroke}><rect x="1.2" y="1.8" width="11.6" height="10.4" rx="1.4" /><path d="M5.1 1.8v10.4M9 1.8v10.4" /></g>,
  person: <g {...stroke}><circle cx="7" cy="4.4" r="2.6" /><path d="M2 13c.3-3 2.2-4.6 5-4.6s4.7 1.6 5 4.6" /></g>,
  home: <path {...stroke} d="M1.5 7 7 1.8 12.5 7M3 5.8v6.7h8V5.8M5.6 12.5V8.8h2.8v3.7" />,
  list: <path {...stroke} d="M5 3h7.5M5 7h7.5M5 11h7.5M1.5 3h.6M1.5 7h.6M1.5 11h.6" />,
  rate: <path {...stroke} d="M1.5 10.5 5 6.5l2.5 2L12.5 3M9.5 3h3v3" />,
  scales: <path {...stroke} d="M7 1.5v11M4 12.5h6M2 3.5h10M2 3.5.5 8h3.4zM12 3.5 10.2 8h3.3z" />,
  bank: <path {...stroke} d="M1.5 5 7 1.5 12.5 5zM2 12.5h10M3.2 5.5v5M7 5.5v5M10.8 5.5v5" />,
  people: (
    <g {...stroke}>
      <circle cx="5" cy="4.6" r="2.3" />
      <path d="M.9 12.5c.2-2.7 1.7-4.2 4.1-4.2s3.9 1.5 4.1 4.2M9.2 2.6a2.2 2.2 0 0 1 0 4M10.5 8.7c1.6.4 2.5 1.7 2.7 3.8" />
    </g>
  ),
  card: (
    <g {...stroke}>
      <rect x="1" y="2.5" width="12" height="9" rx="1.2" /><circle cx="4.6" cy="6" r="1.3" />
      <path d="M2.6 9.6c.3-1 1-1.5 2-1.5s1.7.5 2 1.5M8.5 5.5h2.8M8.5 8h2.8" />
    </g>
  ),
  stamp: <path {...stroke} d="M5 8.5c.5-1.5.3-2.5-.2-3.5a2.3 2.3 0 1 1 4.4 0c-.5 1-.7 2-.2 3.5h3v2.5H2V8.5zM2.5 13h9" />,
  gift: <path {...stroke} d="M1.5 4.5h11v2.6h-11zM2.5 7.1v5.4h9V7.1M7 4.5v8M7 4.5C5.6 4.4 4 3.9 4 2.6 4 1 6.6 1 7 4.5c.4-3.5 3-3.5 3-1.9 0 1.3-1.6 1.8-3 1.9z" />,
  receipt: <path {...stroke} d="M2.5 1.2h9v11.6l-1.5-1-1.5 1-1.5-1-1.5 1-1.5-1-1.5 1zM5 4.5h4M5 7.2h4" />,
  mail: <path {...stroke} d="M1 2.8h12v8.4H1zM1 3.5l6 4.5 6-4.5" />,
  key: <path {...stroke} d="M8.3 5.7a3 3 0 1 0-2.6 2.6L7 9.6h1.7v1.7h1.7V13H13v-2.6z" />,
  gear: <g {...stroke}><circle cx="7" cy="7" r="2" /><path d="M7 1v2M7 11v2M1 7h2M11 7h2M2.8 2.8l1.4 1.4M9.8 9.8l1.4 1.4M11.2 2.8 9.8 4.2M4.2 9.8l-1.4 1.4" /></g>,
  eye: <g {...stroke}><path d="M.8 7C2.2 4.4 4.3 3 7 3s4.8 1.4 6.2 4c-1.4 2.6-3.5 4-6.2 4S2.2 9.6.8 7z" /><circle cx="7" cy="7" r="1.8" /></g>,
  server: <path {...stroke} d="M1.5 1.5h11v4.7h-11zM1.5 7.8h11v4.7h-11zM4 3.9h.1M4 10.1h.1" />,
  dot: <circle cx="7" cy="7" r="4" fill="currentColor" />,
};

/**
 * A drawing of 14 px in the colour of its text. It says nothing to a screen reader: the word stands beside it, or the
 * control that holds it has a name.
 */
export function Icon({ name, size }: { readonly name: IconName; readonly size?: 'large' }) {
  return (
    <svg className={size ? `icon icon-${size}` : 'icon'} viewBox="0 0 14 14" aria-hidden="true" focusable="false">
      {drawings[name]}
    </svg>
  );
}
