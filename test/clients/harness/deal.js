import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';

import * as documents from './documents.js';
import { picture as voucher } from './picture.js';

/** One exchange, from the client's quote to the completed operation. Every step is a mutation of whom it belongs to. */
export class Deal {
  operation;

  /** client and operator are connections of a library; address is where files are sent. */
  constructor({ client, operator, address }) {
    this.client = client;
    this.operator = operator;
    this.address = address;
  }

  /** The steps by which an operation goes from nothing to its end. */
  static steps = ['create', 'report', 'confirm', 'pay', 'prove', 'complete'];

  async run(steps = Deal.steps) {
    for (const step of steps) await this[step]();
  }

  /** The client locks a price for the dollars that it hands over, and makes an operation of it. */
  async create() {
    const { quote } = await command(this.client, documents.quoteLock, { amount: { pay: { amount: '60.00', currency: 'USD' } } });
    const { viewer } = await this.client.execute(documents.ownAccounts);
    const { operation } = await command(this.client, documents.operationCreate, {
      quoteId: quote.id,
      sourceAccountId: inCurrency(viewer.client.accounts, quote.pay.currency),
      destinationAccountId: inCurrency(viewer.client.accounts, quote.receive.currency),
    });
    this.operation = operation;
  }

  /** The client says that it transferred; the operation goes to the operator by itself. */
  async report() {
    await this.#act(this.client, documents.reportDeposit, { amount: this.operation.pay.amount, bankReference: reference() });
    assert.equal(this.operation.status, 'IN_PROCESS');
  }

  async confirm() {
    const [deposit] = this.operation.deposits;
    await this.#act(this.operator, documents.confirmDeposit, { depositId: deposit.id });
  }

  async pay() {
    const { houseAccounts } = await this.operator.execute(documents.houseAccounts);
    const { amount, currency } = this.operation.receive;
    await this.#act(this.operator, documents.addPayout, {
      amount,
      houseAccountId: inCurrency(houseAccounts, currency),
      bankReference: reference(),
    });
  }

  /** The operator uploads the bank's voucher and attaches it. */
  async prove() {
    const sha256 = createHash('sha256').update(voucher).digest('hex');
    const { upload } = await command(this.operator, documents.uploadRequest, {
      purpose: 'PAYOUT_PROOF',
      mediaType: 'image/png',
      size: voucher.length,
      sha256,
    });
    const sent = await fetch(new URL(upload.url, this.address), {
      method: upload.method,
      headers: upload.headers.map(({ name, value }) => [name, value]),
      body: voucher,
    });
    assert.ok(sent.ok, `upload: ${sent.status}`);
    const { file } = await command(this.operator, documents.uploadConfirm, { token: upload.token });
    assert.equal(file.originalSha256, sha256);
    await this.#act(this.operator, documents.addProof, { fileId: file.id });
  }

  async complete() {
    await this.#act(this.operator, documents.complete, { proofIds: this.operation.proofs.map((proof) => proof.id) });
    assert.equal(this.operation.status, 'COMPLETED');
  }

  async #act(who, document, input) {
    const { operation } = await command(who, document, {
      operationId: this.operation.id,
      expectedVersion: this.operation.version,
      ...input,
    });
    this.operation = { ...this.operation, ...operation };
  }
}

/** Sends a mutation with an idempotency key where it takes one, and answers its payload. */
async function command(who, document, input) {
  const takesKey = !document.includes('upload');
  const variables = { input: takesKey ? { idempotencyKey: randomUUID(), ...input } : input };
  const [payload] = Object.values(await who.execute(document, variables)).filter((field) => typeof field === 'object');
  assert.deepEqual(payload.userErrors, []);
  return payload;
}

const inCurrency = (accounts, currency) => accounts.find((account) => account.currency === currency).id;

const reference = () => `OP-${randomUUID().slice(0, 8)}`;
