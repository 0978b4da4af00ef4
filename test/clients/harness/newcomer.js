import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { journey } from './documents.js';
import { picture } from './picture.js';

/** Sends a mutation of the journey that must be done, and answers its payload. */
export async function act(connection, document, input) {
  const [payload] = Object.values(await connection.execute(document, { input })).filter((field) => typeof field === 'object');
  assert.deepEqual(payload.userErrors, []);
  return payload;
}

/** Somebody whom the house does not know yet: registers, proves its e-mail by the code of /dev/mail, and signs in. */
export class Newcomer {
  email = `${randomUUID()}@correo.pe`;
  #document = { documentType: 'DNI', documentNumber: String(randomInt(10_000_000, 80_000_000)) };
  #password = 'tres-tristes-tigres';

  /** address is that of an instance that keeps its e-mails. */
  constructor(address) {
    this.address = address;
  }

  async register(anonymous) {
    const { consentTexts } = await anonymous.execute(journey.Texts);
    const versionOf = (which) => consentTexts.find(({ document }) => document === which).version;
    await act(anonymous, journey.Register, {
      idempotencyKey: randomUUID(),
      ...this.#document,
      name: { person: { paternalSurname: 'Salazar', maternalSurname: 'Ríos', givenNames: 'Carmen' } },
      email: this.email,
      password: this.#password,
      consent: { terms: versionOf('TERMS'), privacy: versionOf('PRIVACY') },
    });
    const { verified } = await act(anonymous, journey.Verify, { ...this.#document, password: this.#password, code: await this.#code() });
    assert.equal(verified, true);
  }

  async signIn(anonymous) {
    const { token } = await act(anonymous, journey.SignIn, {
      credentials: { client: { ...this.#document, password: this.#password } },
      delivery: 'BEARER',
    });
    return token;
  }

  /** Adds an account in each currency and answers their ids. */
  async addAccounts(connection) {
    const ids = {};
    for (const [currency, cci] of Object.entries(newAccounts())) {
      const { account } = await act(connection, journey.AddAccount, {
        idempotencyKey: randomUUID(),
        bank: 'INTERBANK',
        currency,
        kind: 'CHECKING',
        cci,
        holderDeclared: true,
      });
      ids[currency] = account.id;
    }
    return ids;
  }

  async #code() {
    for (let attempt = 0; attempt < 150; attempt++) {
      const response = await fetch(`${this.address}/dev/mail.json?${new URLSearchParams({ to: this.email })}`);
      const { mails } = await response.json();
      const code = mails.find((mail) => mail.code)?.code;
      if (code) return code;
      await pause(100);
    }
    throw new Error(`no code came to ${this.email}`);
  }
}

/** Uploads a proof as a plain PUT; its SHA-256 need not be told. */
export async function upload(connection, address) {
  const { upload: place } = await act(connection, journey.RequestUpload, { purpose: 'DEPOSIT_PROOF', mediaType: 'image/png', size: picture.length });
  assert.deepEqual(place.fields, []);
  const sent = await fetch(new URL(place.url, address), {
    method: place.method,
    headers: place.headers.map(({ name, value }) => [name, value]),
    body: picture,
  });
  assert.ok(sent.ok, `upload: ${sent.status}`);
  const { file } = await act(connection, journey.ConfirmUpload, { token: place.token });
  return file.id;
}

/** CCIs of Interbank that nobody had before, with their two check digits. */
function newAccounts() {
  const make = () => {
    const office = '003200';
    const number = `00${randomInt(4_000_000_000, 5_000_000_000)}`;
    return office + number + checkDigit(office) + checkDigit(number);
  };
  return { PEN: make(), USD: make() };
}

/** Weighs the digits 1, 2, 1, 2 and so on, and completes the sum of their products' digits to the next ten. */
function checkDigit(digits) {
  const sum = [...digits].reduce((total, digit, index) => {
    const weighed = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return (10 - (sum % 10)) % 10;
}
