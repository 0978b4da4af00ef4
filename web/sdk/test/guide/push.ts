import { linkPath } from '@qoricash/sdk';
import { readPush, registerDevice } from '@qoricash/sdk/push';
import { house } from './journey';

/** At each start, after signing in, and when Expo gives the telephone another token. */
export const registerTelephone = (expoPushToken: string, platform: 'IOS' | 'ANDROID') =>
  registerDevice(house, { expoPushToken, platform, appVersion: '1.0.0', locale: 'es-PE' });

/** A tap on a message: `response.notification.request.content.data` of expo-notifications. */
export function openMessage(data: unknown, open: (path: string) => void): void {
  const { link } = readPush(data);
  open(link ? linkPath(link) : '/');
}
