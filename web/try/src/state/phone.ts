import { signal, type HouseError, type Instant, type Signal } from '@qoricash/sdk';
import { createLine, type Line, type LineState } from '@qoricash/sdk/stream';
import { FollowNoticesDocument, FollowOperationsDocument, HomeDocument, MarkReadDocument, MeDocument } from '../gql/graphql.ts';
import { house, labels } from '../house.ts';
import { gapAfter, type Gap } from './gap.ts';
import { begin, withAllRead, withNotice, withOperation, withPerson, type Known, type Notice, type Operation, type Person } from './known.ts';

/** What the screens show of the client. `fault` is why it could not be loaded. */
export interface PhoneState {
  readonly known: Known | null;
  readonly fault: HouseError | null;
  /** The message that has just come, as a locked telephone would show it. */
  readonly banner: Notice | null;
}

const state = signal<PhoneState>({ known: null, fault: null, banner: null });
const gap = signal<Gap | null>(null);
const lineState = signal<LineState | null>(null);
let line: Line | null = null;

/** What is known of the client, kept true by the streams. */
export const phone: Signal<PhoneState> = state;
/** The newest time without a line. */
export const lostTime: Signal<Gap | null> = gap;
/** How the house is heard; null while nobody is signed in. */
export const lineOf: Signal<LineState | null> = lineState;

const change = (next: (known: Known) => Known) => {
  const { known } = state.get();
  if (known) state.set({ ...state.get(), known: next(known) });
};

/** Keeps what an act answered. */
export const keepOperation = (operation: Operation): void => change((known) => withOperation(known, operation));

/** Keeps what changed of the person. */
export const keepPerson = (changed: Partial<Person>): void => change((known) => withPerson(known, changed));

/** Asks for everything anew. */
export async function load(): Promise<void> {
  const answer = await house.request(HomeDocument);
  if (house.sessions.state.get().status !== 'signed-in') return;
  if (!answer.ok) return state.set({ ...state.get(), fault: answer.error });
  state.set({ ...state.get(), known: begin(answer.data), fault: null });
}

async function reloadPerson(): Promise<void> {
  const answer = await house.request(MeDocument);
  if (answer.ok && answer.data.viewer.client) keepPerson(answer.data.viewer.client);
}

/** All messages are read. */
export async function readAll(): Promise<void> {
  if (!state.get().known?.unread) return;
  const answer = await house.act(MarkReadDocument, { input: { idempotencyKey: house.id() } });
  if (answer.ok) change((known) => withAllRead(known, new Date(house.clock.now()).toISOString() as Instant));
}

/** The banner was seen. */
export const dismiss = (): void => state.set({ ...state.get(), banner: null });

/** The gap was seen. */
export const forgetGap = (): void => gap.set(null);

function follow(): void {
  const opened = createLine(house);
  line = opened;
  opened.state.subscribe(() => {
    lineState.set(opened.state.get());
    gap.set(gapAfter(gap.get(), opened.state.get(), Date.now()));
  });
  opened.events(FollowOperationsDocument, {}, {
    onReload: () => void load(),
    onItem: ({ operation }) => {
      keepOperation(operation);
      // The limit counts what is live, so it moves with the operations.
      void reloadPerson();
    },
  });
  opened.events(FollowNoticesDocument, {}, {
    onItem: ({ notification, unreadCount }) => {
      change((known) => withNotice(known, notification, unreadCount));
      state.set({ ...state.get(), banner: notification });
      // What is decided about papers is told by a message alone.
      if (notification.link?.target === 'IDENTIFICATION') void reloadPerson();
    },
  });
}

function leave(): void {
  line?.close();
  line = null;
  lineState.set(null);
  gap.set(null);
  state.set({ known: null, fault: null, banner: null });
}

/** Begins the telephone: a session that this tab has goes on. */
export function start(): void {
  house.sessions.state.subscribe(() => {
    const isIn = house.sessions.state.get().status === 'signed-in';
    if (isIn && !line) {
      void load();
      void labels.load(['ClientDocumentKind', 'ClientDocumentStatus', 'DepositStatus', 'KycStatus', 'BankAccountKind']);
      follow();
    }
    if (!isIn && line) leave();
  });
  document.addEventListener('visibilitychange', () => line?.show(!document.hidden));
  window.addEventListener('online', () => line?.reconnect());
  for (const activity of ['pointerdown', 'keydown']) window.addEventListener(activity, () => void house.sessions.renew());
  void house.sessions.restore();
}
