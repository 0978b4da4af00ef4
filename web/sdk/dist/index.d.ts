/**
 * The core: a house, who is signed in, what it is asked, and what became of that.
 *
 * @module
 */
export { createClock, type ServerClock } from './clock.js';
export { operationOf, rootOf, textOf, type Document, type OperationHead, type ParsedDocument, type RootField, type RootOf, } from './document.js';
export { HouseError, networkError, programError, refusalsOf, type GraphQLErrorShape, type HouseErrorKind, type HouseErrorParts, type MutationPayload, type NetworkCode, type UserErrorShape, } from './errors.js';
export { houseFetch } from './fetch.js';
export { createVersionGuard, type VersionGuard } from './guard.js';
export { createHouse, type House, type HouseOptions, type HouseRuntime, type VariablesAndOptions } from './house.js';
export { createIntent, uuid, type Intent } from './intent.js';
export { deepLink, linkPath, linkPaths, type DeepLink, type LinkOptions, type LinkTarget } from './link.js';
export { createOutbox, type Outbox, type OutboxEntry, type OutboxOptions } from './outbox.js';
export { backOff, type Answer, type AnswerExtensions, type Failure, type RequestOptions, type Success } from './request.js';
export { memoryStore, type CancelSignal, type Fetch, type FetchResponse, type KeyValueStore, type RandomBytes, type Timers, } from './runtime.js';
export type { Day, EventCursor, Instant } from './scalar.js';
export { bearerSession, cookieSession, type BearerOptions, type Credentials, type SessionFacts, type SessionMode, type Sessions, type SessionState, } from './session.js';
export { signal, type Signal, type WritableSignal } from './signal.js';
