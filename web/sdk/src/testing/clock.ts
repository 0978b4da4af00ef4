import type { Timers } from '../runtime.ts';

/** A clock that stands still until a test moves it. */
export interface TestClock {
  /** Milliseconds since 1970. */
  now(): number;
  readonly timers: Timers;
  /** Moves on, and runs what is due on the way, each at its time; what that sets off is done when it answers. */
  advance(milliseconds: number): Promise<void>;
  /** Lets everything happen that waits for no time. */
  settle(): Promise<void>;
}

interface Due {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** Makes a clock that begins at an instant. */
export function createTestClock(start: string = '2026-11-23T15:00:00.000Z'): TestClock {
  let now = Date.parse(start);
  let order = 0;
  let waiting: Due[] = [];
  const { setTimeout } = globalThis as unknown as { setTimeout(run: () => void, milliseconds: number): unknown };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 4; turn += 1) await new Promise<void>((done) => void setTimeout(done, 0));
  };
  return {
    now: () => now,
    settle,
    timers: {
      after(milliseconds, run) {
        const due = { at: now + milliseconds, order: (order += 1), run };
        waiting.push(due);
        return () => {
          waiting = waiting.filter((each) => each !== due);
        };
      },
    },
    async advance(milliseconds) {
      const until = now + milliseconds;
      await settle();
      for (;;) {
        const next = waiting.filter(({ at }) => at <= until).sort((left, right) => left.at - right.at || left.order - right.order)[0];
        if (!next) break;
        waiting = waiting.filter((each) => each !== next);
        now = Math.max(now, next.at);
        next.run();
        await settle();
      }
      now = until;
    },
  };
}
