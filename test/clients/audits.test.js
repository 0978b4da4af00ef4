import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { serverAudits } from 'graphql-http';

import { Instance } from './harness/instance.js';

import { newToken } from './harness/session.js';
import * as graphqlSse from './libraries/graphql-sse.js';

let instance, token;
before(async () => {
  instance = await Instance.start();
  token = await newToken(graphqlSse, () => instance.url, 'operator');
});
after(() => instance.stop());

const callers = {
  'whoever is not signed in': fetch,
  'a person of the house': (address, request = {}) =>
    fetch(address, { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } }),
};

for (const [caller, fetchFn] of Object.entries(callers)) {
  describe(`GraphQL over HTTP for ${caller}, by the audits of graphql-http`, () => {
    const audits = serverAudits({ url: () => `${instance.url}/graphql`, fetchFn });

    test('there are 61 audits', () => assert.equal(audits.length, 61));

    for (const audit of audits) {
      test(`${audit.id} ${audit.name}`, async () => {
        const result = await audit.fn();
        assert.equal(result.status, 'ok', result.reason);
      });
    }
  });
}
