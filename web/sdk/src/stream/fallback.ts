import type { HouseError } from '../errors.ts';
import type { House } from '../house.ts';
import { backOff } from '../request.ts';
import { isFinal, type CatchUp, type Follower, type StreamResult } from './follower.ts';
import { followBySse } from './sse.ts';
import type { LineTransport } from './state.ts';

/** What is followed without a socket. */
export interface FallbackTarget {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Null for values, which no request can follow. */
  readonly follower: Follower | null;
  take(result: StreamResult, isRecovered: boolean): boolean;
  end(error: HouseError): void;
}

/** What the line hears meanwhile. */
export interface FallbackListener {
  heard(transport: LineTransport): void;
  /** The event stream broke. */
  lost(): void;
  unauthenticated(error: HouseError): void;
}

/**
 * Follows one thing where no socket goes through: by an event stream of HTTP, and where the runtime cannot read one, by requests in turn. The
 * socket is tried all the while; when it opens, this is stopped.
 */
export function followWithoutSocket(
  house: House,
  target: FallbackTarget,
  { requestMs, mostMissed }: { readonly requestMs: number; readonly mostMissed: number },
  listener: FallbackListener,
): () => void {
  const { timers, jitter } = house.runtime;
  let isStopped = false;
  let stopNow = () => {};
  const wait = (milliseconds: number): Promise<void> =>
    new Promise((done) => {
      const cancel = timers.after(milliseconds, done);
      stopNow = () => {
        cancel();
        done();
      };
    });
  const stopped = {
    get isStopped() {
      return isStopped;
    },
    onStop(stop: () => void) {
      stopNow = stop;
    },
  };

  const byEvents = async (): Promise<'unable' | 'over' | 'stopped'> => {
    for (let attempt = 0; !isStopped; attempt += 1) {
      const heard = () => listener.heard('events');
      const end = await followBySse(house, target.text, { ...target.variables }, {
        opened() {
          attempt = 0;
          heard();
        },
        heard,
        next: (result) => !isStopped && target.take(result, false),
      }, stopped);
      if (end === 'unable') return 'unable';
      if (isStopped) break;
      if (end === 'complete') return 'over';
      listener.lost();
      if (end.code === 'UNAUTHENTICATED') listener.unauthenticated(end);
      if (isFinal(end)) target.end(end);
      if (end.kind === 'program' && !end.retryable) return 'over';
      await wait(backOff(attempt, jitter()));
    }
    return 'stopped';
  };

  const byRequests = async (follower: Follower): Promise<void> => {
    for (let attempt = 0, isBehind = true; !isStopped; ) {
      const read: CatchUp | 'more' | 'caught-up' = isBehind && follower.isFollowing
        ? await follower.catchUp(mostMissed)
        : await follower.next(stopped);
      if (isStopped) return;
      const isReached: boolean = read !== 'failed';
      attempt = isReached ? 0 : attempt + 1;
      isBehind = read === 'more' ? isBehind : !isReached;
      if (isReached) listener.heard('requests');
      if (read !== 'more' && read !== 'too-many') await wait(isReached ? requestMs : backOff(attempt, jitter()));
    }
  };

  void (async () => {
    const end = await byEvents();
    if (end === 'unable' && target.follower?.canAsk) await byRequests(target.follower);
  })();
  return () => {
    isStopped = true;
    stopNow();
  };
}
