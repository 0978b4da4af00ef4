import { rootOf, textOf, type Document, type RootOf } from '../document.ts';
import { HouseError, programError } from '../errors.ts';
import type { House } from '../house.ts';
import { backOff } from '../request.ts';
import { signal, type Signal } from '../signal.ts';
import { followWithoutSocket } from './fallback.ts';
import type { EventCursor } from '../scalar.ts';
import { Follower, isFinal, type ResultHandlers, type StreamResult } from './follower.ts';
import type { SessionPin } from '../session.ts';
import { guarded } from '../report.ts';
import type { EventHandlers, EventOptions, EventStream, ItemOf, LineOptions, ResultSink, ValueHandlers } from './options.ts';
import { createSocket, type Socket, type SocketEnd } from './socket.ts';
import { idle, type LineState, type LineTransport } from './state.ts';
import { endedSession, faultOfProgram, owedStep } from './stops.ts';

/** One line to the house: everything that a program follows goes by it. */
export interface Line {
  readonly state: Signal<LineState>;
  /**
   * Follows a stream of events without a gap: after a lost connection it goes on behind the last item. `after` is the line's; the other
   * variables are the document's. The document selects `__typename` and `cursor`.
   */
  events<Result, Variables>(
    document: Document<Result, Variables>,
    variables: Omit<Variables, 'after'>,
    handlers: EventHandlers<ItemOf<Result>>,
    options?: EventOptions,
  ): EventStream;
  /** Follows values of which only the newest counts; after a lost connection the newest comes at once. */
  values<Result, Variables>(document: Document<Result, Variables>, variables: Variables, handlers: ValueHandlers<RootOf<Result>>): () => void;
  /**
   * Follows whatever a document subscribes to, and hands results on as they come: for libraries with a cache of their own. A stream of events
   * that selects `__typename` and `cursor` is resumed like `events`; each result has one item, however it was read.
   */
  results(document: Document<unknown, never>, variables: Readonly<Record<string, unknown>>, sink: ResultSink): () => void;
  /** The program is seen, or is not: a page that is hidden, an app in the background. */
  show(isSeen: boolean): void;
  /** Begins again at once; a stopped line tries whether it may go on. */
  reconnect(): void;
  /** Ends everything for good. */
  close(): void;
}

/** Makes the line of a program. It connects with the first thing that is followed. */
export const createLine = (house: House, options: LineOptions = {}): Line => new HouseLine(house, options);

interface Followed {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly follower: Follower | null;
  /** Hands on what a result holds; answers the error that came in its place. */
  take(result: StreamResult, isRecovered: boolean): HouseError | null;
  end(error: HouseError): void;
  /** How often in a row the house answered it with an error that passes. */
  failures: number;
  /** Ends what goes on for it, by whichever transport. */
  release: () => void;
  releaseFallback: () => void;
}

const slowAfter = 3_000;
/** How long after the first answer of the house a replay may begin, and the silence after which it counts as ended. */
const replayBegins = 1_500;
const replayEnds = 500;
/** How long a fault of the house is given before it is asked again. */
const faultWait = 45_000;
/** The state says at most so often that the house was heard. */
const heardEvery = 1_000;

class HouseLine implements Line {
  readonly state = signal<LineState>(idle);
  private readonly house: House;
  private readonly options: LineOptions;
  private readonly socket: Socket;
  private readonly followed = new Set<Followed>();
  private readonly stopListening: () => void;
  private heardAt: number | null = null;
  private attempts = 0;
  private isConnected = false;
  private isBlocked = false;
  private isAsleep = false;
  private isClosed = false;
  private catching = 0;
  private isReplaying = false;
  private isReplayTimed = false;
  private isAsking = false;
  private refusals = 0;
  private viewerId: string | null = null;
  private sessionId: string | null = null;
  private wake: (() => void)[] = [];
  private stopReplay = () => {};
  private stopSlow = () => {};
  private slowAt = Infinity;
  private stopSleep = () => {};
  private stopResume = () => {};

  constructor(house: House, options: LineOptions) {
    this.house = house;
    this.options = options;
    this.socket = createSocket(house, options, {
      attempting: () => void (this.attempts += 1),
      connected: () => this.connected(),
      lost: () => this.lost(),
      heard: () => this.heard('socket'),
      unanswered: (milliseconds) => {
        if (milliseconds >= slowAfter) this.put({ status: 'slow' });
      },
      beforeAttempt: () => this.beforeAttempt(),
    });
    this.stopListening = house.sessions.state.subscribe(() => this.sessionChanged());
    this.sessionChanged();
  }

  events<Result, Variables>(
    document: Document<Result, Variables>,
    variables: Omit<Variables, 'after'>,
    handlers: EventHandlers<ItemOf<Result>>,
    options: EventOptions = {},
  ): EventStream {
    const follower = new Follower(this.house, document, variables as Record<string, unknown>, handlers as ResultHandlers, options, () => this.recovered());
    const remove = this.follow(follower);
    return {
      cursor: () => follower.cursor(),
      stop: remove,
    };
  }

  results(document: Document<unknown, never>, variables: Readonly<Record<string, unknown>>, sink: ResultSink): () => void {
    const text = textOf(document);
    const over = (error: HouseError) => sink.error(error);
    if (!/\b__typename\b/.test(text) || !/\bcursor\b/.test(text)) {
      return this.raw(text, variables, (result) => sink.next(result), over);
    }
    const { after, ...others } = variables;
    return this.follow(new Follower(this.house, text, others, {
      onItem: () => {}, onResult: (result) => sink.next(result), onEnd: over,
    }, { after: (after ?? null) as EventCursor | null }, () => this.recovered()));
  }

  private follow(follower: Follower): () => void {
    const entry: Followed = {
      text: follower.text, variables: follower.variables, follower,
      take: (result, isRecovered) => follower.take(result, isRecovered),
      end: (error) => follower.end(error),
      failures: 0, release: () => {}, releaseFallback: () => {},
    };
    void this.begin(entry);
    return () => {
      follower.stop();
      this.remove(entry);
    };
  }

  values<Result, Variables>(document: Document<Result, Variables>, variables: Variables, handlers: ValueHandlers<RootOf<Result>>): () => void {
    return this.raw(textOf(document), (variables ?? {}) as Record<string, unknown>, ({ data }) => {
      const value = rootOf((data ?? {}) as Result);
      if (value !== null) handlers.onValue(value);
    }, (error) => handlers.onEnd?.(error));
  }

  private raw(
    text: string,
    variables: Readonly<Record<string, unknown>>,
    next: (result: StreamResult) => void,
    over: (error: HouseError) => void,
  ): () => void {
    const entry: Followed = {
      text, variables, follower: null,
      take: (result) => {
        this.house.clock.learn(result.extensions?.['serverTime'], true);
        const failed = rootOf(result.data ?? {}) === null && result.errors?.[0];
        if (failed) return programError(failed);
        guarded(() => next(result));
        return null;
      },
      end: (error) => void guarded(() => over(error)),
      failures: 0, release: () => {}, releaseFallback: () => {},
    };
    void this.begin(entry);
    return () => void this.remove(entry);
  }

  show(isSeen: boolean): void {
    this.stopSleep();
    this.socket.pingEvery(isSeen ? (this.options.pingMs ?? 2_000) : (this.options.hiddenPingMs ?? 12_000));
    if (isSeen) {
      this.isAsleep = false;
      for (const done of this.wake.splice(0)) done();
      if (!this.isConnected) this.socket.hurry();
      return;
    }
    const limit = this.options.backgroundMs ?? 30_000;
    if (Number.isFinite(limit)) this.stopSleep = this.house.runtime.timers.after(limit, () => this.sleep());
  }

  reconnect(): void {
    if (this.state.get().status === 'stopped') void this.tryAgain();
    else if (this.isConnected) this.socket.drop();
    else this.socket.hurry();
  }

  close(): void {
    this.isClosed = true;
    this.stopListening();
    for (const stop of [this.stopSleep, this.stopSlow, this.stopReplay, this.stopResume]) stop();
    for (const entry of [...this.followed]) this.remove(entry);
    this.socket.close();
    for (const done of this.wake.splice(0)) done();
  }

  /** An old position is caught up with before the socket is asked. */
  private async begin(entry: Followed): Promise<void> {
    this.followed.add(entry);
    if (this.state.get().status === 'stopped') return;
    if (this.state.get().status === 'idle') {
      this.put({ status: 'connecting' });
      this.slowSoon();
    }
    if (entry.follower && this.isLongAgo(entry.follower)) await this.catchUp(entry.follower);
    this.subscribe(entry);
  }

  private subscribe(entry: Followed): void {
    if (!this.followed.has(entry) || this.state.get().status === 'stopped') return;
    // Whoever waited for this may not have been the only one.
    entry.release();
    let isCurrent = true;
    const release = this.socket.subscribe(entry.text, entry.variables, {
      next: (result, pin) => {
        if (!isCurrent) return;
        const error = entry.take(result, this.isReplayed());
        if (error) this.over(entry, { by: 'error', error }, pin);
        else entry.failures = 0;
      },
      over: (end, pin) => {
        if (isCurrent) this.over(entry, end, pin);
      },
    });
    entry.release = () => {
      isCurrent = false;
      release();
    };
    if (this.isBlocked) this.fallBack(entry);
  }

  private remove(entry: Followed): boolean {
    if (!this.followed.delete(entry)) return false;
    entry.release();
    entry.releaseFallback();
    if (this.followed.size === 0 && this.state.get().status !== 'stopped') {
      this.stopSlow();
      this.put({ status: 'idle' });
    }
    return true;
  }

  private over(entry: Followed, end: SocketEnd, pin: SessionPin | null): void {
    if (!this.followed.has(entry) || this.isClosed) return;
    entry.release();
    if (end.by === 'close') return void this.closedFor(entry, end.code, pin);
    const error = end.by === 'error' ? end.error : programError({ message: 'La transmisión terminó.', extensions: { code: 'NOT_FOUND' } });
    if (error.code === 'UNAUTHENTICATED') return void this.unauthenticated(entry, pin);
    if (!this.refused(entry, error)) this.later(entry, Math.max(error.retryAfterMs ?? 0, backOff((entry.failures += 1) + 2, this.house.runtime.jitter())));
  }

  /** An error of the house, by whichever transport: true where it ends what is followed, or stops the line. */
  private refused(entry: Followed, error: HouseError): boolean {
    const isOwed = error.code === 'PASSWORD_CHANGE_REQUIRED' || error.code === 'TOTP_SETUP_REQUIRED';
    if (isOwed) this.stop(error);
    else if (isFinal(error) && this.remove(entry)) entry.end(error);
    return isOwed || isFinal(error);
  }

  private later(entry: Followed, milliseconds: number): void {
    const stop = this.house.runtime.timers.after(milliseconds, () => this.subscribe(entry));
    entry.release = stop;
  }

  /** The house closed the socket with a code after which none is tried. All that is followed hears it; what concerns all is done by the first. */
  private async closedFor(entry: Followed, code: number, pin: SessionPin | null): Promise<void> {
    if (code === 4401) return this.unauthenticated(entry, pin);
    if (code === 1011 || code === 4500) return this.later(entry, faultWait);
    if (code !== 4403) return this.stop(faultOfProgram(code));
    if (this.state.get().status === 'stopped') return;
    this.stop(owedStep(null));
    const state = await this.asked(async () => (await this.house.sessions.restore()).data);
    if (this.state.get().status !== 'stopped' || state?.status === 'signed-out') return;
    const restriction = state?.status === 'signed-in' ? state.session.restriction : null;
    // Where the house was not reached it is asked again.
    if (restriction === null) this.resumeSoon();
    else this.put({ reason: owedStep(restriction) });
  }

  /** Waits for what the house says of the session; the change that it makes begins nothing by itself. */
  private async asked<Result>(ask: () => Promise<Result>): Promise<Result> {
    this.isAsking = true;
    try {
      return await ask();
    } finally {
      this.isAsking = false;
    }
  }

  /** A session may have ended because its person signed in anew: then the line goes on with the new one. */
  private async unauthenticated(entry: Followed, pin: SessionPin | null): Promise<void> {
    if (this.state.get().status === 'stopped') return;
    const { sessions } = this.house;
    if (pin && !sessions.holds(pin)) return this.later(entry, backOff(0, this.house.runtime.jitter()));
    this.stop(endedSession());
    await this.asked(async () => {
      if (this.house.runtime.usesCookie) await sessions.restore();
      else await sessions.ended(endedSession(), pin ?? undefined);
    });
    if (sessions.state.get().status === 'signed-in') this.resumeSoon();
  }

  /** What the house has just refused is tried again after a while: it may refuse it once more. */
  private resumeSoon(): void {
    this.stopResume();
    this.stopResume = this.house.runtime.timers.after(backOff((this.refusals += 1), this.house.runtime.jitter()), () => this.resume());
  }

  private stop(reason: HouseError): void {
    if (this.isClosed) return;
    for (const entry of this.followed) {
      entry.release();
      entry.releaseFallback();
    }
    this.stopSlow();
    this.isBlocked = false;
    this.put({ status: 'stopped', reason });
  }

  /** Of a cookie nobody but the house knows whose it is by now. */
  private async tryAgain(): Promise<void> {
    const { sessions } = this.house;
    const answer = this.house.runtime.usesCookie ? await this.asked(() => sessions.restore()) : null;
    if (answer?.ok !== true || sessions.state.get().status === 'signed-in') this.resume();
  }

  private resume(): void {
    this.stopResume();
    if (this.isClosed || this.state.get().status !== 'stopped') return;
    this.put({ status: 'connecting', reason: null });
    this.slowSoon();
    if (this.followed.size === 0) return this.put({ status: 'idle' });
    for (const entry of this.followed) void this.begin(entry);
  }

  private sessionChanged(): void {
    const state = this.house.sessions.state.get();
    if (state.status === 'signed-out') return this.left(state.reason ?? endedSession());
    if (state.status !== 'signed-in') return;
    const isOther = this.viewerId !== null && this.viewerId !== state.viewerId;
    const isNew = this.sessionId !== null && this.sessionId !== state.session.id;
    this.viewerId = state.viewerId;
    this.sessionId = state.session.id;
    if (isOther) for (const { follower } of this.followed) follower?.restart('person');
    if (this.state.get().status === 'stopped') {
      if (!this.isAsking && state.session.restriction === null) this.resume();
      return;
    }
    this.socket.dropOther();
    if (isNew && this.isBlocked) for (const entry of this.followed) this.fallBack(entry);
  }

  /** Nobody is signed in any more: what was opened for who was is closed. */
  private left(reason: HouseError): void {
    if (this.followed.size > 0 && this.state.get().status !== 'stopped') this.stop(reason);
    this.socket.drop();
  }

  private connected(): void {
    this.isConnected = true;
    this.isBlocked = false;
    this.attempts = 0;
    this.refusals = 0;
    for (const entry of this.followed) entry.releaseFallback();
    this.replay([...this.followed]);
    this.heard('socket');
  }

  private lost(): void {
    if (this.isConnected) {
      this.slowSoon();
      this.put({ recovered: 0 });
      this.isReplaying = false;
    }
    this.isConnected = false;
    if (this.attempts < (this.options.blockedAfter ?? 3) || this.isBlocked || this.isAsleep || this.state.get().status === 'stopped') return;
    this.isBlocked = true;
    for (const entry of this.followed) this.fallBack(entry);
  }

  private fallBack(entry: Followed): void {
    entry.releaseFallback();
    const { requestMs = 3_000, mostMissed = 5_000 } = this.options;
    entry.releaseFallback = followWithoutSocket(this.house, entry, { requestMs, mostMissed }, {
      heard: (transport) => this.heard(transport),
      reached: () => this.replay([entry]),
      isReplaying: () => this.isReplayed(),
      lost: () => this.slowSoon(),
      refused: (error) => this.refused(entry, error),
    });
  }

  private heard(transport: LineTransport): void {
    if (this.state.get().status === 'stopped' || this.followed.size === 0) return;
    this.heardAt = this.house.runtime.now();
    this.stopSlow();
    const { status, heardAt, transport: before } = this.state.get();
    const isCatching = this.catching > 0 || status === 'catching-up';
    const isNews = status !== (isCatching ? 'catching-up' : 'live') || before !== transport || this.heardAt - (heardAt ?? 0) >= heardEvery;
    if (isNews) this.put({ status: isCatching ? 'catching-up' : 'live', transport, heardAt: this.heardAt });
    if (transport !== 'socket') this.slowSoon(transport === 'events' ? 20_000 : (this.options.requestMs ?? 3_000) + slowAfter);
  }

  /** Says that the line is slow unless the house is heard before; what was said to come earlier stays. */
  private slowSoon(milliseconds: number = slowAfter): void {
    const { now, timers } = this.house.runtime;
    if (now() + milliseconds >= this.slowAt) return;
    this.stopSlow();
    this.slowAt = now() + milliseconds;
    const stop = timers.after(milliseconds, () => {
      this.stopSlow();
      if (this.followed.size > 0 && this.state.get().status !== 'stopped') this.put({ status: 'slow', heardAt: this.heardAt });
    });
    this.stopSlow = () => {
      stop();
      this.slowAt = Infinity;
    };
  }

  private recovered(): void {
    this.put({ status: 'catching-up', recovered: this.state.get().recovered + 1 });
    this.replayEndsIn(replayEnds);
  }

  /** What comes first now came while there was no line, where something was followed before. */
  private replay(followed: readonly Followed[]): void {
    if (!followed.some(({ follower }) => follower?.cursor())) return;
    this.stopReplay();
    this.isReplaying = true;
    this.isReplayTimed = false;
  }

  /** Whether a result that came now is of the replay, which begins with the first answer of the house, however late that is. */
  private isReplayed(): boolean {
    if (this.isReplaying && !this.isReplayTimed) this.replayEndsIn(replayBegins);
    return this.isReplaying;
  }

  private replayEndsIn(milliseconds: number): void {
    this.stopReplay();
    this.isReplayTimed = true;
    this.stopReplay = this.house.runtime.timers.after(milliseconds, () => {
      this.isReplaying = false;
      if (this.state.get().status === 'catching-up' && this.catching === 0) this.put({ status: 'live' });
    });
  }

  private isLongAgo(follower: Follower): boolean {
    return follower.canAsk && follower.isFollowing && follower.age() > (this.options.longGapMs ?? 5 * 60_000);
  }

  /** Before each attempt: nothing is tried in the background, and what was missed for long is asked for by HTTP. */
  private async beforeAttempt(): Promise<void> {
    if (this.isAsleep) await new Promise<void>((done) => this.wake.push(done));
    for (const { follower } of [...this.followed]) {
      if (follower && this.isLongAgo(follower)) await this.catchUp(follower);
    }
  }

  private async catchUp(follower: Follower): Promise<void> {
    this.catching += 1;
    try {
      await follower.catchUp(this.options.mostMissed ?? 5_000);
    } finally {
      this.catching -= 1;
    }
    this.replayEndsIn(replayEnds);
  }

  private sleep(): void {
    this.isAsleep = true;
    this.isBlocked = false;
    for (const entry of this.followed) entry.releaseFallback();
    if (this.isConnected) this.socket.drop();
  }

  private put(changed: Partial<LineState>): void {
    this.state.set({ ...this.state.get(), ...changed });
  }
}
