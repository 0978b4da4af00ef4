import type { Instant } from '@qoricash/sdk';
import type { FollowedFragment, HomeQuery, NoticeFragment, OperationAction } from '../gql/graphql.ts';


/** An operation as the telephone follows it. */
export type Operation = FollowedFragment;
/** The electronic document of an operation, as its client sees it. */
export type Invoice = NonNullable<Operation['invoice']>;
/** A message of the house. */
export type Notice = NoticeFragment;
/** The person who is signed in. */
export type Person = NonNullable<HomeQuery['viewer']['client']>;

/** What the telephone knows of its client. */
export interface Known {
  readonly person: Person;
  /** The newest first. */
  readonly operations: readonly Operation[];
  readonly notices: readonly Notice[];
  readonly unread: number;
}

/** Reads the answer that a session begins with; null for who is no client. */
export function begin({ viewer, operations, notifications }: HomeQuery): Known | null {
  if (!viewer.client) return null;
  return { person: viewer.client, operations: operations.nodes, notices: notifications.nodes, unread: notifications.unreadCount };
}

/** An operation as it is now. One that is older than what is known changes nothing: answers and events may overtake each other. */
export function withOperation(known: Known, operation: Operation): Known {
  const at = known.operations.findIndex(({ id }) => id === operation.id);
  if (at < 0) return { ...known, operations: [operation, ...known.operations] };
  const before = known.operations[at];
  if ((before?.version ?? 0) > operation.version) return known;
  // Its document has versions of its own.
  return { ...known, operations: known.operations.with(at, { ...operation, invoice: newer(before?.invoice ?? null, operation.invoice) }) };
}

/** The newer of two answers about one document; of two documents the one that was answered last, since the house says which counts. */
const newer = (before: Invoice | null, now: Invoice | null): Invoice | null =>
  before && now && before.id === now.id && before.version > now.version ? before : now;

/** A document as it is now; null where the operation does not show this one, so that the operation has to be asked which one counts. */
export function withInvoice(known: Known, operationId: string, invoice: Invoice): Known | null {
  const at = known.operations.findIndex(({ id }) => id === operationId);
  const operation = known.operations[at];
  if (!operation || operation.invoice?.id !== invoice.id) return null;
  return { ...known, operations: known.operations.with(at, { ...operation, invoice: newer(operation.invoice, invoice) }) };
}

/** A message that came. */
export function withNotice(known: Known, notice: Notice, unread: number): Known {
  const others = known.notices.filter(({ id }) => id !== notice.id);
  return { ...known, notices: [notice, ...others], unread };
}

/** All messages were read. */
export function withAllRead(known: Known, at: Instant): Known {
  return { ...known, notices: known.notices.map((notice) => ({ ...notice, readAt: notice.readAt ?? at })), unread: 0 };
}

/** Part of what is known of the person changed. */
export const withPerson = (known: Known, changed: Partial<Person>): Known => ({ ...known, person: { ...known.person, ...changed } });

/** Operations that are not over. */
export const isLive = ({ status }: Operation): boolean => status === 'PENDING' || status === 'IN_PROCESS';

/** What the house says about an action: allowed, or why not; null where it is none of the client's. */
export const may = ({ availableActions }: Operation, action: OperationAction): Operation['availableActions'][number] | null =>
  availableActions.find((each) => each.action === action) ?? null;
