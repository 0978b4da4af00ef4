import { bearerSession, createHouse } from '@qoricash/sdk';
import { createLabels } from '@qoricash/sdk/labels';

/**
 * The house that serves this page. The session is a bearer token of this tab alone: beside it the desk may be open in the same browser, with
 * the cookie of somebody else.
 */
export const house = createHouse({
  url: '',
  session: bearerSession({ store: sessionStorage, key: 'try' }),
  client: { name: 'qoricash-try', version: '1.0.0' },
});

/** Words for the values of enumerations, as the house says them. */
export const labels = createLabels(house);
