// The house behind the page, asked by its public API: what the people of the house do while a client looks at the telephone.
import { randomUUID } from 'node:crypto';

export const address = process.env['QORICASH_URL'] ?? 'http://127.0.0.1:8080';

/** Asks the house; throws for whatever is not answered whole. */
export async function ask(query, variables = {}, token = null) {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(`${query.trim().slice(0, 80)}: ${errors[0].message}`);
  return data;
}

/** Carries out a mutation by its one field; throws for a refusal. */
export async function act(name, input, selection, token) {
  const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
  const data = await ask(`mutation($input: ${type}!) { ${name}(input: $input) { userErrors { code message } ${selection} } }`, { input }, token);
  const [refusal] = data[name].userErrors;
  if (refusal) throw new Error(`${name}: ${refusal.code} ${refusal.message}`);
  return data[name];
}

/** The session of the Master of the demo. */
export async function master() {
  const { password } = await (await fetch(`${address}/try/visitors.json`)).json();
  const { token } = await act('sessionCreate', { credentials: { staff: { login: 'master@demo.pe', password } }, delivery: 'BEARER' }, 'token');
  return token;
}

const followed = 'operation { id version status deposits { id status money { amount currency } } proofs { id } receive { amount currency } }';

/** Finds the money of an operation, pays the client and completes it. */
export async function settle(operationId, token) {
  const { node } = await ask(`query($id: ID!) { node(id: $id) { ... on Operation { version receive { amount currency } deposits { id status } } } }`, { id: operationId }, token);
  const { houseAccounts } = await ask('{ houseAccounts { id currency active } }', {}, token);
  let version = node.version;
  const does = async (name, input, selection = followed) => {
    const payload = await act(name, { idempotencyKey: randomUUID(), operationId, expectedVersion: version, ...input }, selection, token);
    version = payload.operation.version;
    return payload;
  };
  await does('operationConfirmDeposit', { depositId: node.deposits.find(({ status }) => status === 'REPORTED').id });
  const from = houseAccounts.find(({ currency, active }) => active && currency === node.receive.currency);
  await does('operationAddPayout', { amount: node.receive.amount, houseAccountId: from.id, bankReference: String(Date.now()).slice(-8) });
  const proved = await does('operationAddProof', { fileId: await proof(token) });
  await does('operationComplete', { proofIds: proved.operation.proofs.map(({ id }) => id) });
}

/** A picture of the payment, as small as can be. */
async function proof(token) {
  const content = Buffer.from(picture, 'base64');
  const { upload } = await act('uploadRequest', { purpose: 'PAYOUT_PROOF', mediaType: 'image/png', size: content.length }, 'upload { token method url headers { name value } }', token);
  const sent = await fetch(upload.url, { method: upload.method, headers: upload.headers.map(({ name, value }) => [name, value]), body: content });
  if (!sent.ok) throw new Error(`the proof was answered ${sent.status}`);
  const { file } = await act('uploadConfirm', { token: upload.token }, 'file { id }', token);
  return file.id;
}

// 32 x 32 pixels of one green.
const picture = 'iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAKklEQVR42mPgz46gKWIYtWDUglELRi0YtWDUglELRi0YtWDUglELhooFAJJ8SC7YWRrzAAAAAElFTkSuQmCC';

/** The code that was sent to an address; the demo keeps its letters. */
export async function codeFor(email) {
  const { mails } = await (await fetch(`${address}/dev/mail.json?to=${encodeURIComponent(email)}`)).json();
  return mails[0]?.code ?? null;
}
