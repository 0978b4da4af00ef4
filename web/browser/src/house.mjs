// The house asked by its public API: what others do while somebody looks at a page.
import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';

export const people = {
  MASTER: 'master@demo.pe', TRADER: 'trader@demo.pe', OPERATOR: 'operator@demo.pe', MIDDLE_OFFICE: 'middle@demo.pe', ANALYST: 'analyst@demo.pe',
};

// 32 x 32 pixels of one green.
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAKklEQVR42mPgz46gKWIYtWDUglELRi0YtWDUglELRi0YtWDUglELhooFAJJ8SC7YWRrzAAAAAElFTkSuQmCC', 'base64');

const endOfPicture = picture.length - 12;

/** A picture that no other operation has: it carries a text of its own. */
export function slip() {
  const text = Buffer.from(`tEXtComment\0${randomUUID()}`);
  const word = (number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(number);
    return bytes;
  };
  return Buffer.concat([picture.subarray(0, endOfPicture), word(text.length - 4), text, word(crc32(text)), picture.subarray(endOfPicture)]);
}

/** A number of a bank's transfer that nobody used before. */
export const reference = () => String(BigInt(`0x${randomUUID().replaceAll('-', '').slice(0, 12)}`)).slice(-8).padStart(8, '7');

/**
 * Somebody with a session at the API. A person has one session at a time: who asks beside an open page asks as somebody else, or with the
 * page's own session.
 */
export class Caller {
  constructor(address, headers = {}) {
    this.address = address;
    this.headers = headers;
  }

  /** Whoever is signed in on a page of the desk. */
  static async ofDesk({ address }, { context }) {
    const cookies = await context.cookies(address);
    return new Caller(address, { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '), origin: address });
  }

  /** Whoever is signed in on a telephone. */
  static async ofPhone({ address }, { page }) {
    return new Caller(address, bearer(await page.evaluate(() => sessionStorage.getItem('try.token'))));
  }

  /** Asks; throws for whatever is not answered whole. */
  async ask(query, variables = {}) {
    const response = await fetch(`${this.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.headers },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await response.json();
    if (errors) throw new Error(`${query.trim().slice(0, 80)}: ${errors[0].message}`);
    return data;
  }

  /** Carries out a mutation and answers its payload, refusals included. */
  async tries(name, input, selection) {
    const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
    const data = await this.ask(`mutation($input: ${type}!) { ${name}(input: $input) { userErrors { code message field } ${selection} } }`, { input });
    return data[name];
  }

  /** Carries out a mutation; throws for a refusal. */
  async act(name, input, selection) {
    const payload = await this.tries(name, input, selection);
    const [refusal] = payload.userErrors;
    if (refusal) throw new Error(`${name}: ${refusal.code} ${refusal.field ?? ''} ${refusal.message}`);
    return payload;
  }

  /** Carries out a mutation on an operation as it is now. */
  async actOn(operationId, name, input = {}) {
    const { node } = await this.ask('query($id: ID!) { node(id: $id) { ... on Operation { version } } }', { id: operationId });
    const payload = await this.act(name, { idempotencyKey: randomUUID(), operationId, expectedVersion: node.version, ...input }, `operation { ${operation} }`);
    return payload.operation;
  }

  /** Keeps a file at the house and answers its id. */
  async upload(purpose, content = slip()) {
    const { upload } = await this.act('uploadRequest', { purpose, mediaType: 'image/png', size: content.length }, 'upload { token method url headers { name value } }');
    const headers = upload.headers.map(({ name, value }) => [name, value]);
    const sent = await fetch(new URL(upload.url, this.address), { method: upload.method, headers, body: content });
    if (!sent.ok) throw new Error(`the upload was answered ${sent.status}`);
    return (await this.act('uploadConfirm', { token: upload.token }, 'file { id }')).file.id;
  }

  /** Where the stream of the desk stands now. */
  async position() {
    const leave = new AbortController();
    const response = await fetch(`${this.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...this.headers },
      body: JSON.stringify({ query: 'subscription { deskEvents { __typename ... on Event { cursor } } }' }),
      signal: leave.signal,
    });
    let text = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const [, cursor] = /"cursor":"([^"]+)"/.exec(text) ?? [];
      if (cursor) {
        leave.abort();
        return cursor;
      }
    }
    throw new Error(`the stream ended: ${text}`);
  }

  /** Every event of the desk behind a position, read by HTTP. */
  async events(after) {
    const found = [];
    for (;;) {
      const { deskEvents: items } = await this.ask(`query($after: EventCursor) { deskEvents(after: $after) {
        __typename ... on Event { cursor id } ... on OperationEvent { kind operation { id code status statusLabel } } } }`, { after });
      const events = items.filter(({ __typename }) => __typename !== 'StreamPosition');
      found.push(...events);
      if (events.length === 0) return found;
      after = items.at(-1).cursor;
    }
  }
}

const bearer = (token) => ({ authorization: `Bearer ${token}` });

const operation = 'id code version status deposits { id status counted } payouts { id voidedAt } proofs { id } pay { amount currency } receive { amount currency }';

/** Signs a person of the house in. */
export async function staff({ address, password }, login) {
  const door = new Caller(address);
  const { token } = await door.act('sessionCreate', { credentials: { staff: { login, password } }, delivery: 'BEARER' }, 'token');
  return new Caller(address, bearer(token));
}

/** Signs one of the demo's clients in; those have no bot. */
export async function visitor({ address, password }, fits = ({ kycStatus, documentType }) => kycStatus === 'APPROVED' && documentType === 'DNI') {
  const { clients } = await (await fetch(`${address}/try/visitors.json`)).json();
  const who = clients.find(fits);
  const { documentType, documentNumber } = who;
  const { token } = await new Caller(address).act('sessionCreate', { credentials: { client: { documentType, documentNumber, password } }, delivery: 'BEARER' }, 'token');
  return Object.assign(new Caller(address, bearer(token)), { name: who.name });
}

/** A client's new operation: dollars given for soles, waiting for the deposit. */
export async function newOperation(client, amount = '100.00') {
  const { viewer } = await client.ask('{ viewer { client { accounts { id currency } } } }');
  const account = (currency) => viewer.client.accounts.find((each) => each.currency === currency).id;
  const { quote } = await client.act('quoteLock', { idempotencyKey: randomUUID(), amount: { pay: { amount, currency: 'USD' } } }, 'quote { id }');
  const made = await client.act('operationCreate', {
    idempotencyKey: randomUUID(), quoteId: quote.id, sourceAccountId: account('USD'), destinationAccountId: account('PEN'),
  }, `operation { ${operation} }`);
  return made.operation;
}

/** The client says that the whole amount was transferred. */
export const report = (client, { id, pay }) => client.actOn(id, 'operationReportDeposit', { amount: pay.amount, bankReference: reference() });

/** Finds the money of an operation, pays the client and completes it. */
export async function settle(master, id) {
  const { node } = await master.ask(`query($id: ID!) { node(id: $id) { ... on Operation { ${operation} } } }`, { id });
  const { houseAccounts } = await master.ask('{ houseAccounts { id currency active } }');
  const from = houseAccounts.find(({ currency, active }) => active && currency === node.receive.currency);
  await master.actOn(id, 'operationConfirmDeposit', { depositId: node.deposits.find(({ status }) => status === 'REPORTED').id });
  await master.actOn(id, 'operationAddPayout', { amount: node.receive.amount, houseAccountId: from.id, bankReference: reference() });
  const { proofs } = await master.actOn(id, 'operationAddProof', { fileId: await master.upload('PAYOUT_PROOF') });
  await master.actOn(id, 'operationComplete', { proofIds: proofs.map((proof) => proof.id) });
}

/** The code of a registration: the demo keeps its letters. */
export async function codeFor({ address }, email) {
  for (;;) {
    const { mails } = await (await fetch(`${address}/dev/mail.json?to=${encodeURIComponent(email)}`)).json();
    if (mails[0]?.code) return mails[0].code;
    await new Promise((again) => setTimeout(again, 100));
  }
}

/** Ends what a client has running, so that it may begin something: a client has one operation at a time. */
export async function endOperations(client, master) {
  const { operations } = await client.ask('{ operations(first: 20, filter: { status: [PENDING, IN_PROCESS] }) { nodes { id } } }');
  for (const { id } of operations.nodes) await endOperation(master, id);
}

/** Completes what is paid; takes back whatever was confirmed of anything else, and cancels it. */
async function endOperation(master, id) {
  const { node } = await master.ask(`query($id: ID!) { node(id: $id) { ... on Operation { ${operation} holds { cause releasedAt } } } }`, { id });
  for (const { cause, releasedAt } of node.holds) if (!releasedAt) await master.actOn(id, 'operationRelease', { cause });
  if (node.payouts.some(({ voidedAt }) => !voidedAt)) {
    const { proofs } = await master.actOn(id, 'operationAddProof', { fileId: await master.upload('PAYOUT_PROOF') });
    return master.actOn(id, 'operationComplete', { proofIds: proofs.map((proof) => proof.id) });
  }
  for (const { id: depositId, status } of node.deposits) {
    if (status === 'CONFIRMED') await master.actOn(id, 'operationUnconfirmDeposit', { depositId, reason: 'No llegó a la cuenta.' });
    if (status === 'CONFIRMED' || status === 'REPORTED') await master.actOn(id, 'operationRejectDeposit', { depositId, reason: 'No llegó a la cuenta.' });
  }
  return master.actOn(id, 'operationCancel', { reason: 'Se termina la prueba.' });
}
