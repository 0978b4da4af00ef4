/**
 * Telephones that take messages, and what a message leads to. A push is a hint: it has no amounts and no names, and the app catches up by its
 * stream.
 *
 * @module
 */
import { DeviceRegisterDocument, DeviceRemoveDocument, type DeviceRegisterInput, type DeviceRegisterMutation } from './documents/generated/graphql.ts';
import type { House } from './house.ts';
import { deepLink, type DeepLink, type LinkOptions } from './link.ts';
import type { Answer } from './request.ts';
import type { EventCursor } from './scalar.ts';

/** The telephone, as Expo knows it. */
export type Device = Omit<DeviceRegisterInput, 'idempotencyKey'>;

/** A telephone that takes messages. */
export type RegisteredDevice = NonNullable<DeviceRegisterMutation['deviceRegister']['device']>;

/**
 * Registers this telephone for the person who is signed in: at each start of the app, after signing in, and when Expo gives it another token.
 * A telephone belongs to who registered it last.
 */
export async function registerDevice(house: House, device: Device): Promise<Answer<RegisteredDevice | null>> {
  const answer = await house.act(DeviceRegisterDocument, { input: { ...device, idempotencyKey: house.id() } });
  return answer.ok ? { ...answer, data: answer.data.device ?? null } : { ...answer, data: null };
}

/** Ends messages to a telephone: before its person signs out. */
export async function removeDevice(house: House, deviceId: string): Promise<Answer<null>> {
  const answer = await house.act(DeviceRemoveDocument, { input: { deviceId, idempotencyKey: house.id() } });
  return answer.ok ? { ...answer, data: null } : { ...answer, data: null };
}

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
export function readPush(data: unknown, options: LinkOptions = {}): PushMessage {
  const { url, eventId, cursor } = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  return { link: deepLink(text(url) ?? '', options), eventId: text(eventId), cursor: text(cursor) as EventCursor | null };
}
