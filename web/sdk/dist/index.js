/**
 * The core: a house, who is signed in, what it is asked, and what became of that.
 *
 * @module
 */
export { createClock } from './clock.js';
export { operationOf, rootOf, textOf, } from './document.js';
export { HouseError, networkError, programError, refusalsOf, } from './errors.js';
export { houseFetch } from './fetch.js';
export { createVersionGuard } from './guard.js';
export { createHouse } from './house.js';
export { createIntent, uuid } from './intent.js';
export { deepLink, linkPath, linkPaths } from './link.js';
export { createOutbox } from './outbox.js';
export { backOff } from './request.js';
export { memoryStore, } from './runtime.js';
export { bearerSession, cookieSession, } from './session.js';
export { signal } from './signal.js';
