/** The house's clock, by what its answers say. Instants are milliseconds since 1970. */
export interface ServerClock {
  /** Now, by the house. Before the first answer it is the clock of the device. */
  now(): number;
  /** How far the house is ahead of the device, in milliseconds. */
  offset(): number;
  /** How much is left until an instant of the house, in milliseconds, never below zero. */
  until(instant: string): number;
  /** Learns from `extensions.serverTime`. An item of a stream may have waited for long (`waited`), an answer has not. */
  learn(serverTime: unknown, waited?: boolean): void;
}

interface Sample {
  readonly offset: number;
  readonly at: number;
}

const remembered = 10 * 60_000;
const jump = 60_000;

/**
 * An answer has always waited, so of several offsets the largest is the nearest to the truth. Offsets are forgotten after ten minutes; when
 * the clock of the device is set, which shows as a difference that no line makes, everything before is.
 */
export function createClock(now: () => number): ServerClock {
  let samples: Sample[] = [];
  const offset = () => (samples.length === 0 ? 0 : Math.max(...samples.map((sample) => sample.offset)));
  return {
    offset,
    now: () => now() + offset(),
    until: (instant) => Math.max(0, Date.parse(instant) - now() - offset()),
    learn(serverTime, waited = false) {
      const instant = typeof serverTime === 'string' ? Date.parse(serverTime) : Number.NaN;
      if (Number.isNaN(instant)) return;
      const at = now();
      const sample = { offset: instant - at, at };
      const kept = samples.filter((each) => at >= each.at && at - each.at < remembered);
      const isSet = !waited && Math.abs(sample.offset - offset()) > jump;
      samples = isSet ? [sample] : [...kept.slice(-15), sample];
    },
  };
}
