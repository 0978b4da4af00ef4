/* eslint-disable */
import type {
  SystemStatusQuery,
  SystemStatusQueryVariables,
} from '../../graphql.ts';
import { TypedDocumentString } from '../../text.ts';

export const SystemStatusDocument = /* @__PURE__ */ new TypedDocumentString(
  `query SystemStatus { __typename systemStatus { __typename version startedAt leads sockets streams subscriptions feedLagMilliseconds feedHeldMilliseconds databaseVersion databaseMegabytes schemaVersion jobs { __typename name firedAt startedAt finishedAt outcome } queues { __typename channel waiting givenUp oldestDueAt } } booksStatus { __typename state text checkedAt entries findings } }`) as unknown as TypedDocumentString<SystemStatusQuery, SystemStatusQueryVariables>;
