import { backOff } from '../request.js';
import { isFinal } from './follower.js';
import { followBySse } from './sse.js';
/**
 * Follows one thing where no socket goes through: by an event stream of HTTP, and where the runtime cannot read one, by requests in turn. The
 * socket is tried all the while; when it opens, this is stopped.
 */
export function followWithoutSocket(house, target, { requestMs, mostMissed }, listener) {
    const { timers, jitter } = house.runtime;
    let isStopped = false;
    let stopNow = () => { };
    const wait = (milliseconds) => new Promise((done) => {
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
        onStop(stop) {
            stopNow = stop;
        },
    };
    const byEvents = async () => {
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
            if (end === 'unable')
                return 'unable';
            if (isStopped)
                break;
            if (end === 'complete')
                return 'over';
            listener.lost();
            if (end.code === 'UNAUTHENTICATED')
                listener.unauthenticated(end);
            if (isFinal(end))
                target.end(end);
            if (end.kind === 'program' && !end.retryable)
                return 'over';
            await wait(backOff(attempt, jitter()));
        }
        return 'stopped';
    };
    const byRequests = async (follower) => {
        for (let attempt = 0, isBehind = true; !isStopped;) {
            const read = isBehind && follower.isFollowing
                ? await follower.catchUp(mostMissed)
                : await follower.next(stopped);
            if (isStopped)
                return;
            const isReached = read !== 'failed';
            attempt = isReached ? 0 : attempt + 1;
            isBehind = read === 'more' ? isBehind : !isReached;
            if (isReached)
                listener.heard('requests');
            if (read !== 'more' && read !== 'too-many')
                await wait(isReached ? requestMs : backOff(attempt, jitter()));
        }
    };
    void (async () => {
        const end = await byEvents();
        if (end === 'unable' && target.follower?.canAsk)
            await byRequests(target.follower);
    })();
    return () => {
        isStopped = true;
        stopNow();
    };
}
