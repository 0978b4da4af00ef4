import type { Document, HouseOptions } from '../src/index.ts';
import { createLine, type EventOptions, type Line, type LineOptions, type LineStatus } from '../src/stream/index.ts';
import { createTestHouse, type TestHouse } from '../src/testing/index.ts';

type Item =
  | { __typename: 'OperationEvent'; cursor: string; kind: string }
  | { __typename: 'StreamPosition'; cursor: string }
  | { __typename: 'ResyncRequired'; cursor: string };
const followText = `subscription Follow($after: EventCursor) {
  operationEvents(after: $after) { __typename ... on Event { cursor } ... on OperationEvent { kind } } }`;
export const Follow = followText as Document<
  { operationEvents: Item },
  { after?: string | null }
>;
export const Ticks = 'subscription Ticks { rateTicks { houseBuys } }' as Document<{ rateTicks: { houseBuys: string } }, Record<string, never>>;

export const session = { id: 'ses_1', kind: 'STAFF', idleExpiresAt: '', expiresAt: '', restriction: null };
export const entered = (token = 'secret', viewer = 'vwr_1', id = 'ses_1', restriction: string | null = null) => ({
  data: { sessionCreate: { userErrors: [], token, deviceToken: null, viewer: { id: viewer, role: 'MASTER' }, session: { ...session, id, restriction } } },
});

export interface Course {
  readonly at: TestHouse;
  readonly line: Line;
  /** What the program was handed, in order: kinds of events, causes of reloads, codes of ends. */
  readonly heard: string[];
  readonly statuses: LineStatus[];
  follow(options?: EventOptions): () => void;
  happen(...kinds: string[]): void;
  /** Another person signs in, or the same one anew. */
  enter(viewer: string, token?: string): Promise<void>;
}

/** A person who is signed in, and a line. */
export async function course(options: LineOptions = {}, house: Partial<HouseOptions> = {}): Promise<Course> {
  const at = createTestHouse(house);
  at.answer('SessionCreate', entered());
  await at.house.sessions.signIn({ staff: { login: 'a@b.pe', password: 'x' } });
  const line = createLine(at.house, { webSocket: at.webSocket, ...options });
  const heard: string[] = [];
  const statuses: LineStatus[] = [];
  line.state.subscribe(() => {
    const { status } = line.state.get();
    if (statuses.at(-1) !== status) statuses.push(status);
  });
  return {
    at, line, heard, statuses,
    follow: (how) => line.events(Follow, {}, {
      onItem: (item, { isRecovered }) => void heard.push(`${item.kind}${isRecovered ? ' again' : ''}`),
      onReload: (cause) => void heard.push(`reload: ${cause}`),
      onEnd: (error) => void heard.push(`end: ${error.code}`),
    }, how).stop,
    async enter(viewer, token = `token of ${viewer}`) {
      at.answer('SessionCreate', entered(token, viewer, `ses ${token}`));
      await at.house.sessions.signIn({ staff: { login: 'c@d.pe', password: 'x' } });
    },
    happen: (...kinds) => kinds.forEach((kind) => at.happen('operationEvents', { __typename: 'OperationEvent', kind })),
  };
}
