import { signal, type Answer, type HouseError, type Instant, type Signal } from '@qoricash/sdk';
import { createLine, type Line, type LineState } from '@qoricash/sdk/stream';
import { FollowNoticesDocument, FollowOperationsDocument, HomeDocument, MarkReadDocument, MeDocument, ShowOperationDocument } from '../gql/graphql.ts';
import { house, labels } from '../house.ts';
import { gapAfter, withMessage, type Gap } from './gap.ts';
import { begin, withAllRead, withInvoice, withNotice, withOperation, withPerson, type Invoice, type Known, type Notice, type Operation, type Person } from './known.ts';

/** What the screens show of the client. `fault` is why it could not be loaded. */
export interface PhoneState {
  /** Whose it is; null while nobody is signed in. */
  readonly viewerId: string | null;
  readonly known: Known | null;
  readonly fault: HouseError | null;
  /** The message that has just come, as a locked telephone would show it. */
  readonly banner: Notice | null;
}

const nobody: PhoneState = { viewerId: null, known: null, fault: null, banner: null };
const state = signal(nobody);
const gap = signal<Gap | null>(null);
const lineState = signal<LineState | null>(null);
let line: Line | null = null;

/** What is known of the client, kept true by the streams. */
export const phone: Signal<PhoneState> = state;
/** The newest time without a line. */
export const lostTime: Signal<Gap | null> = gap;
/** How the house is heard; null while nobody is signed in. */
export const lineOf: Signal<LineState | null> = lineState;

type Change = (known: Known) => Known;

/** What came while the client was asked for: it is laid over each answer, which may be older. */
const loads = new Set<Change[]>();

const change = (next: Change) => {
  for (const load of loads) load.push(next);
  const { known } = state.get();
  if (known) state.set({ ...state.get(), known: next(known) });
};

/** Whether an answer is about the person who is shown: another may have signed in since it was asked for. */
const isOwn = ({ extensions }: Pick<Answer<unknown>, 'extensions'>): boolean => extensions.viewerId !== null && extensions.viewerId === state.get().viewerId;

/** Keeps what an act answered. */
export const keepOperation = (operation: Operation, answer: Pick<Answer<unknown>, 'extensions'>): void => {
  if (isOwn(answer)) change((known) => withOperation(known, operation));
};

/** Keeps what changed of the person. */
export const keepPerson = (changed: Partial<Person>, answer: Pick<Answer<unknown>, 'extensions'>): void => {
  if (isOwn(answer)) change((known) => withPerson(known, changed));
};

/** Asks for everything anew. */
export async function load(): Promise<void> {
  const meanwhile: Change[] = [];
  loads.add(meanwhile);
  const answer = await house.request(HomeDocument);
  loads.delete(meanwhile);
  if (!isOwn(answer)) return;
  if (!answer.ok) return state.set({ ...state.get(), fault: answer.error });
  const loaded = begin(answer.data);
  state.set({ ...state.get(), known: loaded && meanwhile.reduce((known, next) => next(known), loaded), fault: null });
}

/** Asks who is signed in: a session that this tab has goes on. */
export async function restore(): Promise<void> {
  state.set({ ...state.get(), fault: null });
  const answer = await house.sessions.restore();
  if (!answer.ok && house.sessions.state.get().status === 'unknown') state.set({ ...state.get(), fault: answer.error });
}

async function reloadPerson(): Promise<void> {
  const answer = await house.request(MeDocument);
  if (answer.ok && answer.data.viewer.client) keepPerson(answer.data.viewer.client, answer);
}

/** All messages are read. */
export async function readAll(): Promise<void> {
  if (!state.get().known?.unread) return;
  const answer = await house.act(MarkReadDocument, { input: { idempotencyKey: house.id() } });
  if (answer.ok && isOwn(answer)) change((known) => withAllRead(known, new Date(house.clock.now()).toISOString() as Instant));
}

/** The banner was seen. */
export const dismiss = (): void => state.set({ ...state.get(), banner: null });

/** The gap was seen. */
export const forgetGap = (): void => gap.set(null);

/** Keeps a document that an operation shows; of another one the house says which counts. */
function follows({ operation, ...invoice }: Invoice & { readonly operation: { readonly id: string } | null }): void {
  if (!operation) return;
  const { id } = operation;
  const { known } = state.get();
  if (known && withInvoice(known, id, invoice)) return change((now) => withInvoice(now, id, invoice) ?? now);
  void house.request(ShowOperationDocument, { id }).then((answer) => {
    const node = answer.ok ? answer.data.node : null;
    if (node && 'timeline' in node) keepOperation(node as Operation, answer);
  });
}

function follow(): void {
  const opened = createLine(house);
  line = opened;
  opened.state.subscribe(() => {
    lineState.set(opened.state.get());
    gap.set(gapAfter(gap.get(), opened.state.get(), Date.now()));
  });
  opened.events(FollowOperationsDocument, {}, {
    onReload: () => load(),
    onItem: (item) => {
      if (item.__typename === 'InvoiceEvent') return follows(item.invoice);
      if (item.__typename !== 'OperationEvent') return;
      const { operation } = item;
      change((known) => withOperation(known, operation));
      // The limit counts what is live, so it moves with the operations.
      void reloadPerson();
    },
  });
  opened.events(FollowNoticesDocument, {}, {
    onItem: ({ notification, unreadCount, at }) => {
      gap.set(withMessage(gap.get(), Date.parse(at) - house.clock.offset()));
      change((known) => withNotice(known, notification, unreadCount));
      state.set({ ...state.get(), banner: notification });
      // What is decided about papers is told by a message alone.
      if (notification.link?.target === 'IDENTIFICATION') void reloadPerson();
    },
  });
}

function leave(): void {
  loads.clear();
  line?.close();
  line = null;
  lineState.set(null);
  gap.set(null);
  state.set(nobody);
}

/** Shows who is signed in, and nothing of who was before. */
function show(): void {
  const session = house.sessions.state.get();
  const viewerId = session.status === 'signed-in' ? session.viewerId : null;
  if (viewerId === state.get().viewerId) return;
  leave();
  if (viewerId === null) return;
  state.set({ ...nobody, viewerId });
  void load();
  void labels.load(['ClientDocumentKind', 'ClientDocumentStatus', 'DepositStatus', 'KycStatus', 'BankAccountKind', 'InvoiceKind', 'RewardCodeState', 'RewardReason']);
  follow();
}

/** Begins the telephone. */
export function start(): void {
  house.sessions.state.subscribe(show);
  document.addEventListener('visibilitychange', () => line?.show(!document.hidden));
  window.addEventListener('online', () => line?.reconnect());
  for (const activity of ['pointerdown', 'keydown']) window.addEventListener(activity, () => void house.sessions.renew());
  void restore();
}
