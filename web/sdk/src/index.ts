/**
 * The core: a house, who is signed in, what it is asked, and what became of that.
 *
 * @module
 */
export { createClock, type ServerClock } from './clock.ts';
export {
  operationOf, rootOf, textOf,
  type Document, type OperationHead, type ParsedDocument, type WrittenDocument, type RootField, type RootOf,
} from './document.ts';
export {
  HouseError, networkError, programError, refusalsOf,
  type GraphQLErrorShape, type HouseErrorKind, type HouseErrorParts, type MutationPayload, type NetworkCode, type UserErrorShape,
} from './errors.ts';
export { houseFetch } from './fetch.ts';
export { createVersionGuard, type VersionGuard } from './guard.ts';
export { createHouse, type House, type HouseOptions, type HouseRuntime, type VariablesAndOptions } from './house.ts';
export { createIntent, uuid, type Intent } from './intent.ts';
export { deepLink, linkPath, linkPaths, type DeepLink, type LinkOptions, type LinkTarget } from './link.ts';
export { createOutbox, type Outbox, type OutboxEntry, type OutboxOptions } from './outbox.ts';
export { backOff, type Answer, type AnswerExtensions, type Failure, type RequestOptions, type Success } from './request.ts';
export {
  memoryStore,
  type CancelSignal, type Fetch, type FetchResponse, type KeyValueStore, type RandomBytes, type ResponseHeaders, type Timers,
} from './runtime.ts';
export type { Day, EventCursor, Instant } from './scalar.ts';
export {
  bearerSession, cookieSession,
  type BearerOptions, type Credentials, type SessionFacts, type SessionMode, type SessionPin, type Sessions, type SessionState,
} from './session.ts';
export { signal, type Signal, type WritableSignal } from './signal.ts';
