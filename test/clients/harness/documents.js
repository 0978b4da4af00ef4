import { readFileSync } from 'node:fs';

import { parse, print } from 'graphql';

/** The documents are those that the explorer offers as examples, so that they are proved too. */
const example = (name) => readFileSync(new URL(`../../../docs/examples/${name}.graphql`, import.meta.url), 'utf8');

export const signIn = example('010-sign-in');
export const signOut = example('050-session-end');
export const forcePasswordChange = example('076-user-force-password-change');
export const quoteLock = example('300-quote-lock-pay');
export const operationCreate = example('400-operation-create');
export const reportDeposit = example('420-operation-report-deposit');
export const confirmDeposit = example('520-operation-confirm-deposit');
export const addPayout = example('560-operation-add-payout');
export const uploadRequest = example('570-upload-request');
export const uploadConfirm = example('571-upload-confirm');
export const addProof = example('580-operation-add-proof');
export const complete = example('590-operation-complete');
export const eventsPage = example('730-operation-events');
export const liveOperations = example('900-live-operations');

export const ownAccounts = `query OwnAccounts { viewer { id role client { id accounts { id currency } } } }`;
export const houseAccounts = `query HouseAccounts { houseAccounts { id currency } }`;

/** What different pages select of one client. */
export const viewerMay = `query ViewerMay { viewer { id role can { operationsCreate depositsReport } } }`;
export const viewerMissing = `query ViewerMissing { viewer { id client { id identification { required missing } } } }`;
export const viewerNext = `query ViewerNext { viewer { id client { id identification { nextStep } } } }`;
export const accountRemove = `mutation AccountRemove($input: AccountRemoveInput!) {
  accountRemove(input: $input) { userErrors { code message field } client { id accounts { id } } }
}`;

/** The documents of the guide, by name. */
export const journey = Object.fromEntries(
  parse(readFileSync(new URL('../guide/src/journey.graphql', import.meta.url), 'utf8')).definitions.map((definition) => [
    definition.name.value,
    print(definition),
  ]),
);
