/**
 * Telephones that take messages, and what a message leads to. A push is a hint: it has no amounts and no names, and the app catches up by its
 * stream.
 *
 * @module
 */
import { type DeviceRegisterInput, type DeviceRegisterMutation } from './documents/generated/graphql.js';
import type { House } from './house.js';
import { type DeepLink, type LinkOptions } from './link.js';
import type { Answer } from './request.js';
import type { EventCursor } from './scalar.js';
/** The telephone, as Expo knows it. */
export type Device = Omit<DeviceRegisterInput, 'idempotencyKey'>;
/** A telephone that takes messages. */
export type RegisteredDevice = NonNullable<DeviceRegisterMutation['deviceRegister']['device']>;
/**
 * Registers this telephone for the person who is signed in: at each start of the app, after signing in, and when Expo gives it another token.
 * A telephone belongs to who registered it last.
 */
export declare function registerDevice(house: House, device: Device): Promise<Answer<RegisteredDevice | null>>;
/** Ends messages to a telephone: before its person signs out. */
export declare function removeDevice(house: House, deviceId: string): Promise<Answer<null>>;
/** What a message of the house says to the app. */
export interface PushMessage {
    /** Where a tap leads; null for nowhere that this program knows. */
    readonly link: DeepLink | null;
    /** The event that it tells of. */
    readonly eventId: string | null;
    /** The position right behind that event: an app that follows up to there has seen it. */
    readonly cursor: EventCursor | null;
}
/** Reads `notification.request.content.data` of expo-notifications, or whatever came: it never throws. */
export declare function readPush(data: unknown, options?: LinkOptions): PushMessage;
