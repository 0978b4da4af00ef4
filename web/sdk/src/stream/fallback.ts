import { networkError, type HouseError } from '../errors.ts';
import type { House } from '../house.ts';
import { backOff } from '../request.ts';
import type { CatchUp, Follower, StreamResult } from './follower.ts';
import { followBySse } from './sse.ts';
import type { LineTransport } from './state.ts';

/** What is followed without a socket. */
export interface FallbackTarget {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Null for values, which no request can follow. */
  readonly follower: Follower | null;
  /** Hands on what a result holds; answers the error that came in its place. */
  take(result: StreamResult, isRecovered: boolean): HouseError | null;
}

/** What the line hears meanwhile. */
export interface FallbackListener {
  heard(transport: LineTransport): void;
  /** An event stream was opened: what it begins with came while there was none. */
  reached(): void;
  /** Whether what comes now came while there was no line. */
  isReplaying(): boolean;
  /** The event stream broke: it is tried again. */
  lost(): void;
  /** What the house refused it with; true where that ends it. */
  refused(error: HouseError): boolean;
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

  const byEvents = async (): Promise<'unable' | 'over'> => {
    for (let attempt = 0; !isStopped; attempt += 1) {
      let isReached = false;
      const end = await followBySse(house, target.text, { ...target.variables }, {
        heard() {
          if (isStopped) return;
          if (!isReached) listener.reached();
          isReached = true;
          listener.heard('events');
        },
        next(result) {
          if (isStopped) return networkError('CANCELED');
          const error = target.take(result, listener.isReplaying());
          if (!error) attempt = 0;
          return error;
        },
      }, stopped);
      if (end === 'unable') return 'unable';
      if (isStopped || listener.refused(end)) break;
      listener.lost();
      await wait(Math.max(end.retryAfterMs ?? 0, backOff(attempt, jitter())));
    }
    return 'over';
  };

  const byRequests = async (follower: Follower): Promise<void> => {
    for (let attempt = 0, isBehind = true; !isStopped && follower.canAsk; ) {
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
