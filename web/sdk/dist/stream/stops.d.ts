import { HouseError } from '../errors.js';
import type { SessionRestriction } from '../documents/generated/graphql.js';
/** The session is over: somebody signs in, and the line goes on. */
export declare const endedSession: () => HouseError;
/** The session owes something first. */
export declare const owedStep: (restriction: SessionRestriction | null) => HouseError;
/** The socket was closed for what the program did. */
export declare const faultOfProgram: (code: number) => HouseError;
