import { useCountdown } from '@qoricash/sdk/react';
import { house } from '../house.ts';
import { whole } from '../text/time.ts';

const radius = 26;
const around = 2 * Math.PI * radius;
const short = 120_000;

/** What is left until an instant of the house, as a ring and in digits; `of` is the whole time in milliseconds. */
export function Countdown({ until, of }: { readonly until: string; readonly of: number }) {
  const count = useCountdown(house, until);
  if (!count) return null;
  return (
    <div className={count.leftMs < short ? 'countdown countdown-short' : 'countdown'} role="timer" title={whole(until)}>
      <svg viewBox="0 0 60 60" width="60" height="60" aria-hidden="true">
        <circle cx="30" cy="30" r={radius} className="ring-ground" />
        <circle cx="30" cy="30" r={radius} className="ring" strokeDasharray={around} strokeDashoffset={around * (1 - Math.min(1, count.leftMs / of))} />
      </svg>
      <span className="figure">{count.text}</span>
    </div>
  );
}
