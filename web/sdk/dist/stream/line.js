import { rootOf, textOf } from '../document.js';
import { HouseError, programError } from '../errors.js';
import { backOff } from '../request.js';
import { signal } from '../signal.js';
import { followWithoutSocket } from './fallback.js';
import { Follower, isFinal } from './follower.js';
import { createSocket } from './socket.js';
import { idle } from './state.js';
import { endedSession, faultOfProgram, owedStep } from './stops.js';
/** Makes the line of a program. It connects with the first thing that is followed. */
export const createLine = (house, options = {}) => new HouseLine(house, options);
const slowAfter = 3_000;
/** Silence after which a replay by the socket counts as ended. */
const replayEnds = 500;
/** How long a fault of the house is given before it is asked again. */
const faultWait = 45_000;
/** The state says at most so often that the house was heard. */
const heardEvery = 1_000;
class HouseLine {
    state = signal(idle);
    house;
    options;
    socket;
    followed = new Set();
    stopListening;
    heardAt = null;
    attempts = 0;
    isConnected = false;
    isBlocked = false;
    isAsleep = false;
    isClosed = false;
    catching = 0;
    isReplaying = false;
    isAsking = false;
    refusals = 0;
    viewerId = null;
    sessionId = null;
    wake = [];
    stopReplay = () => { };
    stopSlow = () => { };
    stopSleep = () => { };
    stopResume = () => { };
    constructor(house, options) {
        this.house = house;
        this.options = options;
        this.socket = createSocket(house, options, {
            attempting: () => void (this.attempts += 1),
            connected: () => this.connected(),
            lost: () => this.lost(),
            heard: () => this.heard('socket'),
            unanswered: (milliseconds) => {
                if (milliseconds >= slowAfter)
                    this.put({ status: 'slow' });
            },
            beforeAttempt: () => this.beforeAttempt(),
        });
        this.stopListening = house.sessions.state.subscribe(() => this.sessionChanged());
        this.sessionChanged();
    }
    events(document, variables, handlers, options = {}) {
        const follower = new Follower(this.house, document, variables, handlers, options, () => this.recovered());
        const remove = this.follow(follower);
        return {
            cursor: () => follower.cursor(),
            stop: remove,
        };
    }
    results(document, variables, sink) {
        const text = textOf(document);
        const over = (error) => sink.error(error);
        if (!/\b__typename\b/.test(text) || !/\bcursor\b/.test(text)) {
            return this.raw(text, variables, (result) => sink.next(result), over);
        }
        const { after, ...others } = variables;
        return this.follow(new Follower(this.house, text, others, {
            onItem: () => { }, onResult: (result) => sink.next(result), onEnd: over,
        }, { after: (after ?? null) }, () => this.recovered()));
    }
    follow(follower) {
        const entry = {
            text: follower.text, variables: follower.variables, follower,
            take: (result, isRecovered) => follower.take(result, isRecovered),
            end: (error) => follower.end(error),
            release: () => { }, releaseFallback: () => { },
        };
        void this.begin(entry);
        return () => {
            follower.stop();
            this.remove(entry);
        };
    }
    values(document, variables, handlers) {
        return this.raw(textOf(document), (variables ?? {}), ({ data }) => {
            const value = rootOf((data ?? {}));
            if (value !== null)
                handlers.onValue(value);
        }, (error) => handlers.onEnd?.(error));
    }
    raw(text, variables, next, over) {
        const entry = {
            text, variables, follower: null,
            take: (result) => {
                this.house.clock.learn(result.extensions?.['serverTime'], true);
                const failed = rootOf(result.data ?? {}) === null && result.errors?.[0];
                if (failed)
                    entry.end(programError(failed));
                else
                    next(result);
                return !failed;
            },
            end: (error) => {
                if (this.remove(entry))
                    over(error);
            },
            release: () => { }, releaseFallback: () => { },
        };
        void this.begin(entry);
        return () => void this.remove(entry);
    }
    show(isSeen) {
        this.stopSleep();
        this.socket.pingEvery(isSeen ? (this.options.pingMs ?? 2_000) : (this.options.hiddenPingMs ?? 12_000));
        if (isSeen) {
            this.isAsleep = false;
            for (const done of this.wake.splice(0))
                done();
            return;
        }
        const limit = this.options.backgroundMs ?? 30_000;
        if (Number.isFinite(limit))
            this.stopSleep = this.house.runtime.timers.after(limit, () => this.sleep());
    }
    reconnect() {
        if (this.state.get().status === 'stopped')
            this.resume();
        else if (this.isConnected)
            this.socket.drop();
    }
    close() {
        this.isClosed = true;
        this.stopListening();
        for (const stop of [this.stopSleep, this.stopSlow, this.stopReplay, this.stopResume])
            stop();
        for (const entry of [...this.followed])
            this.remove(entry);
        this.socket.close();
        for (const done of this.wake.splice(0))
            done();
    }
    /** An old position is caught up with before the socket is asked. */
    async begin(entry) {
        this.followed.add(entry);
        if (this.state.get().status === 'stopped')
            return;
        if (this.state.get().status === 'idle') {
            this.put({ status: 'connecting' });
            this.slowSoon();
        }
        if (entry.follower && this.isLongAgo(entry.follower))
            await this.catchUp(entry.follower);
        this.subscribe(entry);
    }
    subscribe(entry) {
        if (!this.followed.has(entry) || this.state.get().status === 'stopped')
            return;
        let isCurrent = true;
        const release = this.socket.subscribe(entry.text, entry.variables, {
            next: (result) => {
                if (!isCurrent)
                    return;
                if (!entry.take(result, this.isReplaying))
                    this.remove(entry);
            },
            over: (end) => {
                if (isCurrent)
                    void this.over(entry, end);
            },
        });
        entry.release = () => {
            isCurrent = false;
            release();
        };
        if (this.isBlocked)
            this.fallBack(entry);
    }
    remove(entry) {
        if (!this.followed.delete(entry))
            return false;
        entry.release();
        entry.releaseFallback();
        if (this.followed.size === 0 && this.state.get().status !== 'stopped') {
            this.stopSlow();
            this.put({ status: 'idle' });
        }
        return true;
    }
    async over(entry, end) {
        if (!this.followed.has(entry) || this.isClosed)
            return;
        entry.release();
        if (end.by === 'close')
            return this.closedFor(end.code, end.token);
        const error = end.by === 'error' ? end.error : programError({ message: 'La transmisión terminó.', extensions: { code: 'NOT_FOUND' } });
        if (error.code === 'UNAUTHENTICATED')
            return this.unauthenticated(undefined);
        if (isFinal(error)) {
            entry.end(error);
            this.remove(entry);
        }
        else
            this.later(entry, backOff(3, this.house.runtime.jitter()));
    }
    later(entry, milliseconds) {
        const stop = this.house.runtime.timers.after(milliseconds, () => this.subscribe(entry));
        entry.release = stop;
    }
    /** The house closed the socket with a code after which none is tried. All that is followed hears it; the first one acts. */
    async closedFor(code, token) {
        if (code === 4401)
            return this.unauthenticated(token);
        if (code === 1011 || code === 4500) {
            for (const entry of this.followed)
                this.later(entry, faultWait);
            return;
        }
        if (code !== 4403)
            return this.stop(faultOfProgram(code));
        if (this.state.get().status === 'stopped')
            return;
        this.stop(owedStep(null));
        const state = await this.asked(async () => (await this.house.sessions.restore()).data);
        if (state?.status !== 'signed-in' || this.state.get().status !== 'stopped')
            return;
        if (state.session.restriction === null)
            this.resumeSoon();
        else
            this.put({ reason: owedStep(state.session.restriction) });
    }
    /** Waits for what the house says of the session; the change that it makes begins nothing by itself. */
    async asked(ask) {
        this.isAsking = true;
        try {
            return await ask();
        }
        finally {
            this.isAsking = false;
        }
    }
    /** A session may have ended because its person signed in anew: then the line goes on with the new one. */
    async unauthenticated(token) {
        if (this.state.get().status === 'stopped')
            return;
        this.stop(endedSession());
        const { sessions } = this.house;
        await this.asked(async () => {
            if (this.house.runtime.usesCookie)
                await sessions.restore();
            else
                await sessions.ended(endedSession(), token ?? (await sessions.token()));
        });
        if (sessions.state.get().status === 'signed-in')
            this.resumeSoon();
    }
    /** What the house has just refused is tried again after a while: it may refuse it once more. */
    resumeSoon() {
        this.stopResume();
        this.stopResume = this.house.runtime.timers.after(backOff((this.refusals += 1), this.house.runtime.jitter()), () => this.resume());
    }
    stop(reason) {
        if (this.isClosed)
            return;
        for (const entry of this.followed) {
            entry.release();
            entry.releaseFallback();
        }
        this.stopSlow();
        this.isBlocked = false;
        this.put({ status: 'stopped', reason });
    }
    resume() {
        this.stopResume();
        if (this.isClosed || this.state.get().status !== 'stopped')
            return;
        this.put({ status: 'connecting', reason: null });
        this.slowSoon();
        for (const entry of this.followed)
            this.subscribe(entry);
    }
    sessionChanged() {
        const state = this.house.sessions.state.get();
        if (state.status !== 'signed-in')
            return;
        const isOther = this.viewerId !== null && this.viewerId !== state.viewerId;
        const isNew = this.sessionId !== null && this.sessionId !== state.session.id;
        this.viewerId = state.viewerId;
        this.sessionId = state.session.id;
        if (isOther)
            for (const { follower } of this.followed)
                follower?.restart('person');
        if (this.state.get().status === 'stopped') {
            if (!this.isAsking && state.session.restriction === null)
                this.resume();
        }
        else if (isNew && this.isConnected)
            this.socket.drop();
    }
    connected() {
        this.isConnected = true;
        this.isBlocked = false;
        this.attempts = 0;
        this.refusals = 0;
        for (const entry of this.followed)
            entry.releaseFallback();
        this.isReplaying = [...this.followed].some(({ follower }) => follower?.cursor());
        this.heard('socket');
        this.replayEndsSoon();
    }
    lost() {
        if (this.isConnected) {
            this.slowSoon();
            this.put({ recovered: 0 });
        }
        this.isConnected = false;
        this.isReplaying = false;
        if (this.attempts < (this.options.blockedAfter ?? 3) || this.isBlocked || this.isAsleep)
            return;
        this.isBlocked = true;
        for (const entry of this.followed)
            this.fallBack(entry);
    }
    fallBack(entry) {
        entry.releaseFallback();
        const { requestMs = 3_000, mostMissed = 5_000 } = this.options;
        entry.releaseFallback = followWithoutSocket(this.house, entry, { requestMs, mostMissed }, {
            heard: (transport) => this.heard(transport),
            lost: () => this.slowSoon(),
            unauthenticated: () => void this.unauthenticated(undefined),
        });
    }
    heard(transport) {
        if (this.state.get().status === 'stopped' || this.followed.size === 0)
            return;
        this.heardAt = this.house.runtime.now();
        this.stopSlow();
        const { status, heardAt, transport: before } = this.state.get();
        const isCatching = this.catching > 0 || status === 'catching-up';
        const isNews = status !== (isCatching ? 'catching-up' : 'live') || before !== transport || this.heardAt - (heardAt ?? 0) >= heardEvery;
        if (isNews)
            this.put({ status: isCatching ? 'catching-up' : 'live', transport, heardAt: this.heardAt });
        if (transport !== 'socket')
            this.slowSoon(transport === 'events' ? 20_000 : (this.options.requestMs ?? 3_000) + slowAfter);
    }
    /** Says that the line is slow unless the house is heard before. */
    slowSoon(milliseconds = slowAfter) {
        this.stopSlow();
        this.stopSlow = this.house.runtime.timers.after(milliseconds, () => {
            const { status } = this.state.get();
            if (status === 'live' || status === 'connecting' || status === 'catching-up')
                this.put({ status: 'slow', heardAt: this.heardAt });
        });
    }
    recovered() {
        this.put({ status: 'catching-up', recovered: this.state.get().recovered + 1 });
        this.replayEndsSoon();
    }
    replayEndsSoon() {
        this.stopReplay();
        this.stopReplay = this.house.runtime.timers.after(replayEnds, () => {
            this.isReplaying = false;
            if (this.state.get().status === 'catching-up' && this.catching === 0)
                this.put({ status: 'live' });
        });
    }
    isLongAgo(follower) {
        return follower.canAsk && follower.cursor() !== null && follower.age() > (this.options.longGapMs ?? 5 * 60_000);
    }
    /** Before each attempt: nothing is tried in the background, and what was missed for long is asked for by HTTP. */
    async beforeAttempt() {
        if (this.isAsleep)
            await new Promise((done) => this.wake.push(done));
        for (const { follower } of [...this.followed]) {
            if (follower && this.isLongAgo(follower))
                await this.catchUp(follower);
        }
    }
    async catchUp(follower) {
        this.catching += 1;
        await follower.catchUp(this.options.mostMissed ?? 5_000);
        this.catching -= 1;
        this.replayEndsSoon();
    }
    sleep() {
        this.isAsleep = true;
        this.isBlocked = false;
        for (const entry of this.followed)
            entry.releaseFallback();
        if (this.isConnected)
            this.socket.drop();
    }
    put(changed) {
        this.state.set({ ...this.state.get(), ...changed });
    }
}
