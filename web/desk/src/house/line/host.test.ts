import { signal } from '@qoricash/sdk';
import type { EventHandlers, Line, LineState } from '@qoricash/sdk/stream';
import { describe, expect, it, vi } from 'vitest';
import { DeskLine } from './DeskLine.ts';
import { LineHost } from './host.ts';
import type { FromHost, ToHost } from './protocol.ts';

type Handlers = EventHandlers<unknown>;

/** A line on which the test speaks in the house's place, and tabs that join it. */
function given() {
  const state = signal<LineState>({ status: 'live', transport: 'socket', heardAt: null, recovered: 0, reason: null });
  const streams: { text: string; handlers: Handlers; stop: ReturnType<typeof vi.fn> }[] = [];
  const line = {
    state,
    events: (text: string, _: unknown, handlers: Handlers) => {
      const stop = vi.fn();
      streams.push({ text, handlers, stop });
      return { cursor: () => null, stop };
    },
    show: vi.fn(),
    reconnect: vi.fn(),
  };
  const host = new LineHost(line as unknown as Line, { offset: () => 0 } as never);
  const tab = () => {
    let toTab: (message: FromHost) => void = () => {};
    let toHost: (message: ToHost) => void = () => {};
    const desk = new DeskLine({ send: (message) => toHost(message), hear: (listener) => void (toTab = listener) }, () => {});
    host.join({ send: (message) => toTab(message), hear: (listener) => void (toHost = listener) });
    return desk;
  };
  const follow = (desk: DeskLine) => {
    const heard = { items: [] as unknown[], reloads: [] as string[] };
    const stop = desk.follow('events', 'subscription', {}, { onItem: (item) => heard.items.push(item), onReload: (cause) => heard.reloads.push(cause) });
    return { ...heard, stop };
  };
  return { line, streams, tab, follow };
}

describe('the line of all tabs', () => {
  it('is one stream, however many tabs follow it', () => {
    const { streams, tab, follow } = given();
    const [one, other] = [follow(tab()), follow(tab())];
    streams[0]?.handlers.onItem('event', { cursor: 'c' as never, isRecovered: false });
    expect(streams).toHaveLength(1);
    expect([one.items, other.items]).toEqual([['event'], ['event']]);
  });

  it('tells a tab that comes later to load what it shows, and nobody else', () => {
    const { streams, tab, follow } = given();
    const first = follow(tab());
    streams[0]?.handlers.onReload?.('begin');
    const later = follow(tab());
    expect(first.reloads).toEqual(['begin']);
    expect(later.reloads).toEqual(['begin']);
  });

  it('ends a stream when the last tab that follows it leaves', () => {
    const { streams, tab, follow } = given();
    const first = tab();
    const [one, other] = [follow(first), follow(tab())];
    one.stop();
    expect(streams[0]?.stop).not.toHaveBeenCalled();
    other.stop();
    expect(streams[0]?.stop).toHaveBeenCalledOnce();
  });

  it('forgets all that a tab followed when the tab is closed', () => {
    const { streams, tab, follow } = given();
    const desk = tab();
    follow(desk);
    desk.leave();
    expect(streams[0]?.stop).toHaveBeenCalledOnce();
  });

  it('is kept at its pace as long as one tab is seen', () => {
    const { line, tab } = given();
    const [one] = [tab(), tab()];
    one?.seen(false);
    expect(line.show).toHaveBeenLastCalledWith(true);
  });

  it('tells the other tabs that the session goes on', () => {
    const { tab } = given();
    const [one, other] = [tab(), tab()];
    one.renewed('2026-11-29T19:13:07Z');
    expect(other.idleEnd.get()).toBe('2026-11-29T19:13:07Z');
    expect(one.idleEnd.get()).toBeNull();
  });
});
