import { signal } from '@qoricash/sdk';
import { useEffect, useRef } from 'react';
import { type DeskEventsSubscription, DeskEventsDocument } from '../gql/graphql.ts';
import { client, onReload } from './client.ts';
import { documentOf } from './documents.ts';
import { serverNow } from './house.ts';

type Item = DeskEventsSubscription['deskEvents'];

/** An event of the desk; positions and calls to reload are the line's own affair. */
export type DeskEvent = Exclude<Item, { readonly __typename: 'StreamPosition' | 'ResyncRequired' }>;

type OperationNow = Extract<Item, { readonly __typename: 'OperationEvent' }>['operation'];

/** The operation that an event is about, as it is now; null for events about something else. */
export const operationOf = (event: DeskEvent): OperationNow | null => ('operation' in event ? event.operation : null);

interface Listener {
  onEvent(event: DeskEvent, isRecovered: boolean): void;
  onReload?(cause: string): void;
}

const listeners = new Set<Listener>();

/** When the newest event was heard, by the server's clock; null before the first. */
export const newestEvent = signal<string | null>(null);

/** How often everything was loaded anew, and when last: screens say so. */
export const reloaded = signal<{ readonly cause: string; readonly at: number } | null>(null);

/**
 * Follows what the desk has to hear of, once for all screens. Each event is in the cache before anybody hears of it, so a listener
 * finds the objects as they are now.
 */
export function startDeskStream(): () => void {
  const stopReloads = onReload((cause) => {
    if (cause !== 'begin') reloaded.set({ cause, at: serverNow() });
    for (const listener of [...listeners]) listener.onReload?.(cause);
  });
  const { unsubscribe } = client.subscription(documentOf(DeskEventsDocument), {}).subscribe(({ data, extensions }) => {
    const item = data?.deskEvents;
    if (!item || item.__typename === 'StreamPosition' || item.__typename === 'ResyncRequired') return;
    newestEvent.set(item.at);
    for (const listener of [...listeners]) listener.onEvent(item, extensions?.['isRecovered'] === true);
  });
  return () => {
    stopReloads();
    unsubscribe();
  };
}

/** Hears the desk's events while a component is shown; the newest functions are called, whichever render they are of. */
export function useDeskEvents(listener: Listener): void {
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(() => {
    const heard: Listener = {
      onEvent: (event, isRecovered) => newest.current.onEvent(event, isRecovered),
      onReload: (cause) => newest.current.onReload?.(cause),
    };
    listeners.add(heard);
    return () => void listeners.delete(heard);
  }, []);
}
