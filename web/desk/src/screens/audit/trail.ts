import type { AuditEntriesQuery, AuditFilter } from '../../gql/graphql.ts';

export type Entry = AuditEntriesQuery['auditEntries']['nodes'][number];

/** What the address says of the trail that is looked at. Days are Lima's, both of them inclusive. */
export interface TrailSearch {
  readonly actor?: string;
  readonly object?: string;
  readonly action?: string;
  readonly from?: string;
  readonly until?: string;
  readonly address?: string;
  readonly request?: string;
}

const names = ['actor', 'object', 'action', 'from', 'until', 'address', 'request'] as const;
const day = /^\d{4}-\d{2}-\d{2}$/;

/** Reads an address: what is empty, or a day that is none, is as if it were not there. */
export function parseTrailSearch(search: Readonly<Record<string, unknown>>): TrailSearch {
  const given = names.flatMap((name): [string, string][] => {
    const value = search[name];
    const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
    const isDay = name === 'from' || name === 'until';
    return text === '' || (isDay && !isRealDay(text)) ? [] : [[name, text]];
  });
  return Object.fromEntries(given);
}

/** Whether a text is a day of the calendar, written as `2026-11-30`. */
export function isRealDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return day.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

/** The instant at which a day of Lima begins, some days later. Lima keeps one offset all year. */
const beginOf = (date: string, later = 0): string => new Date(Date.parse(`${date}T00:00:00-05:00`) + later * 86_400_000).toISOString();

/** The filter of the house for what an address asks for; an action that ends without a dot is the whole name of one. */
export function trailFilter({ actor, object, action, from, until, address, request }: TrailSearch): AuditFilter {
  const at = { ...(from && { from: beginOf(from) }), ...(until && { until: beginOf(until, 1) }) };
  return {
    ...(actor && { actorId: actor }),
    ...(object && { objectId: object }),
    ...(action && { action }),
    ...((from ?? until) && { at }),
    ...(address && { address }),
    ...(request && { requestId: request }),
  };
}

const homes: Readonly<Record<string, (id: string) => string>> = {
  op: (id) => `/operations/${id}`,
  cli: (id) => `/clients/${id}`,
  usr: (id) => `/users/${id}`,
  hac: () => '/accounts',
  prm: () => '/settings',
  msg: () => '/messages',
  rat: () => '/rates',
  srt: () => '/rates',
  rfr: () => '/rewards',
  cmp: () => '/rewards',
  inv: (id) => `/invoices/${id}`,
};

/** Where an object is looked at in the desk; null for one that has no place of its own. */
export function placeOf(objectId: string | null | undefined): string | null {
  const prefix = objectId?.slice(0, objectId.indexOf('_'));
  return objectId && prefix ? (homes[prefix]?.(objectId) ?? null) : null;
}

/** Whether an entry tells of a look at personal data, and not of an act. */
export const isRead = ({ action }: Pick<Entry, 'action'>): boolean => action.startsWith('read.');
