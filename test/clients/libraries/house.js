import { setTimeout as pause } from 'node:timers/promises';

/** How a front end sees the house: what `guide/src/house.ts` describes, for a connection of a test. */
export const houseOf = ({ at, token = null, onSignedOut = () => {} }) => ({ address: at, token: () => token, signedOut: onSignedOut });

/** The guide's wait, for tests that break a line many times. */
export const soon = (attempt) => pause(Math.min(50 * 2 ** attempt, 500));
