import { cookieSession, createHouse } from '@qoricash/sdk';
import { createLabels } from '@qoricash/sdk/labels';

/** The house that serves this page. Its session is a cookie that no script sees; the server's clock is learnt from every answer. */
export const house = createHouse({ url: '', session: cookieSession(), client: { name: 'desk', version: __DESK_VERSION__ } });

/** The words of the house for the values of its enumerations. */
export const labels = createLabels(house);

/** The server's time in milliseconds since 1970. */
export const serverNow = (): number => house.clock.now();
