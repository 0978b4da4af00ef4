import assert from 'node:assert/strict';

import * as documents from './documents.js';
import { credentials } from './house.js';

/** Signs a person in through a library and answers the token. `at` answers the address of an instance. */
export async function newToken(library, at, who) {
  const anonymous = library.connect({ at });
  const { sessionCreate } = await anonymous.execute(documents.signIn, {
    input: { credentials: credentials[who], delivery: 'BEARER' },
  });
  await anonymous.close();
  assert.deepEqual(sessionCreate.userErrors, []);
  return sessionCreate.token;
}

/** Signs a person in through a library and answers a connection that acts as that person. */
export async function signIn(library, at, who, options) {
  return library.connect({ at, token: await newToken(library, at, who), ...options });
}

/**
 * Ends the session of a token, by plain HTTP: the session takes every socket and event stream of its own with it, perhaps
 * before such a one has carried the answer.
 */
export async function signOut(address, token) {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: documents.signOut }),
  });
  const { data } = await response.json();
  assert.equal(data.sessionEnd.ended, true);
}
