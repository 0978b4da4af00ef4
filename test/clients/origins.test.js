import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';

import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

import * as documents from './harness/documents.js';
import { credentials } from './harness/house.js';
import { Instance } from './harness/instance.js';

const foreign = 'https://casa-de-otros.example';
const question = JSON.stringify({ query: '{ viewer { role } }' });

describe('a cookie counts only for pages of the house', () => {
  let instance, cookie;
  before(async () => {
    instance = await Instance.start();
    cookie = await signInWithCookie();
  });
  after(() => instance.stop());

  const post = (headers, body = question) =>
    fetch(`${instance.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });

  const get = (headers, query = '{ viewer { role } }') =>
    fetch(`${instance.url}/graphql?${new URLSearchParams({ query })}`, { headers });

  const roleIn = async (response) => (await response.json()).data.viewer.role;

  async function signInWithCookie() {
    const variables = { input: { credentials: credentials.client, delivery: 'COOKIE' } };
    const response = await post({ origin: instance.url }, JSON.stringify({ query: documents.signIn, variables }));
    const { sessionCreate } = (await response.json()).data;
    assert.equal(sessionCreate.token, null, 'the token must not be readable by the page');
    const [given] = response.headers.getSetCookie();
    assert.match(given, /^qc_session=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    return given.split(';')[0];
  }

  test('its own page is answered as the person who signed in', async () => {
    assert.equal(await roleIn(await post({ cookie, origin: instance.url })), 'CLIENT');
  });

  test('a page of another site cannot sign in by cookie, and is told why', async () => {
    const variables = { input: { credentials: credentials.client, delivery: 'COOKIE' } };
    const headers = { origin: 'https://app.qoricash.pe', 'sec-fetch-site': 'cross-site' };
    const response = await post(headers, JSON.stringify({ query: documents.signIn, variables }));
    const { sessionCreate } = (await response.json()).data;
    assert.equal(sessionCreate.session, null);
    assert.deepEqual(sessionCreate.userErrors.map(({ code, field }) => ({ code, field })), [{ code: 'INVALID', field: ['delivery'] }]);
    assert.match(sessionCreate.userErrors[0].message, /otro sitio.*Usa BEARER/);
    assert.deepEqual(response.headers.getSetCookie(), []);
  });

  for (const [what, headers] of Object.entries({
    'a foreign page': { origin: foreign },
    'a page that hides its origin': { origin: 'null' },
    'a page that the browser calls cross-site': { 'sec-fetch-site': 'cross-site' },
    'whoever does not say where it is': {},
  })) {
    test(`${what} is refused`, async () => {
      const response = await post({ cookie, ...headers });
      assert.equal(response.status, 403);
      assert.equal((await response.json()).data, undefined);
    });
  }

  for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
    test(`a form (${type.split(';')[0]}) is refused, from wherever it comes`, async () => {
      assert.equal((await post({ cookie, origin: instance.url, 'content-type': type })).status, 415);
      assert.equal((await post({ 'content-type': type })).status, 415);
    });
  }

  test('a link, an image or a form by GET is answered as anybody', async () => {
    assert.equal(await roleIn(await get({ cookie })), 'ANONYMOUS');
  });

  test('a GET with a header that only the page itself can set is answered as the person', async () => {
    assert.equal(await roleIn(await get({ cookie, 'x-requested-with': 'fetch' })), 'CLIENT');
  });

  test('a GET never changes anything', async () => {
    const response = await get({ cookie, 'x-requested-with': 'fetch' }, 'mutation { sessionEnd { ended } }');
    assert.equal(response.status, 405);
    assert.equal(await roleIn(await post({ cookie, origin: instance.url })), 'CLIENT');
  });

  test('an event stream for a foreign page is refused', async () => {
    const response = await post({ cookie, origin: foreign, accept: 'text/event-stream' });
    assert.equal(response.status, 403);
  });

  test('a preflight lets in the front ends of the settings, and nobody else', async () => {
    const allowed = async (origin) => {
      const response = await fetch(`${instance.url}/graphql`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      });
      return response.headers.get('access-control-allow-origin');
    };
    assert.equal(await allowed('https://app.qoricash.pe'), 'https://app.qoricash.pe');
    assert.equal(await allowed(foreign), null);
  });

  const handshake = async (headers) => {
    const socket = new WebSocket(`${instance.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
    const [, response] = await once(socket, 'unexpected-response');
    response.resume();
    return response.statusCode;
  };

  test('a socket for a foreign page is refused at the handshake', async () => {
    assert.equal(await handshake({ cookie, origin: foreign }), 403);
  });

  test('a socket with a cookie and no origin is refused at the handshake', async () => {
    assert.equal(await handshake({ cookie }), 403);
  });

  test('a socket of its own page is the person who signed in', async () => {
    const client = createClient({
      url: `${instance.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(url, protocol) {
          super(url, protocol, { headers: { cookie, origin: instance.url } });
        }
      },
    });
    const { value } = await client.iterate({ query: '{ viewer { role } }' }).next();
    assert.equal(value.data.viewer.role, 'CLIENT');
    await client.dispose();
  });
});
