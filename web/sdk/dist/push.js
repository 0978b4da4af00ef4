/**
 * Telephones that take messages, and what a message leads to. A push is a hint: it has no amounts and no names, and the app catches up by its
 * stream.
 *
 * @module
 */
import { DeviceRegisterDocument, DeviceRemoveDocument } from './documents/generated/graphql.js';
import { deepLink } from './link.js';
/**
 * Registers this telephone for the person who is signed in: at each start of the app, after signing in, and when Expo gives it another token.
 * A telephone belongs to who registered it last.
 */
export async function registerDevice(house, device) {
    const answer = await house.act(DeviceRegisterDocument, { input: { ...device, idempotencyKey: house.id() } });
    return answer.ok ? { ...answer, data: answer.data.device ?? null } : { ...answer, data: null };
}
/** Ends messages to a telephone: before its person signs out. */
export async function removeDevice(house, deviceId) {
    const answer = await house.act(DeviceRemoveDocument, { input: { deviceId, idempotencyKey: house.id() } });
    return answer.ok ? { ...answer, data: null } : { ...answer, data: null };
}
/** Reads `notification.request.content.data` of expo-notifications, or whatever came: it never throws. */
export function readPush(data, options = {}) {
    const { url, eventId, cursor } = (typeof data === 'object' && data !== null ? data : {});
    const text = (value) => (typeof value === 'string' && value !== '' ? value : null);
    return { link: deepLink(text(url) ?? '', options), eventId: text(eventId), cursor: text(cursor) };
}
