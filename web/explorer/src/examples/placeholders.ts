// Placeholders of the examples' variables, and the newest values that answers showed for them.

/** What has been seen, by the placeholder's name. */
export type Seen = Readonly<Record<string, string | number>>;

const placeholder = /"\{\{([^}]*)\}\}"/g;

type Thing = Readonly<Record<string, unknown>>;

/** Puts the newest values in. A placeholder without a value stays, so that it is seen and filled by hand. */
export function fill(variables: string, seen: Seen): string {
  return variables.replace(placeholder, (whole, name: string) => {
    if (name === 'uuid') return JSON.stringify(newUuid());
    if (name === 'reference') return JSON.stringify(newReference());
    const value = resolve(name, seen);
    return value === undefined ? whole : JSON.stringify(value);
  });
}

/** Learns from one answer. Of several objects of a type, the first counts: lists begin with what matters most. */
export function learn(seen: Seen, answer: unknown): Seen {
  const found: Record<string, string | number> = {};
  visit(answer, '', found);
  const isNew = (name: string) => found[name] !== undefined && found[name] !== seen[name];
  const stale = [...(isNew('operation') ? [operationParts] : []), ...(isNew('client') ? [clientParts] : [])];
  const kept = Object.entries(seen).filter(([name]) => !stale.some((parts) => parts.test(name)));
  return { ...Object.fromEntries(kept), ...found };
}

// What belongs to an operation or a client goes when another one takes its place.
const operationParts = /^(operation\.|deposit$|proof$)/;
const clientParts = /^account\./;

/** Accounts are kept by currency and asked for by the part that they play in the newest quote or operation. */
function resolve(name: string, seen: Seen): string | number | undefined {
  const [subject, part] = name.split('.');
  if (subject === 'account') return seen[`account.${seen[`quote.${part}.currency`]}`];
  if (subject === 'houseAccount') return seen[`houseAccount.${seen[`operation.${part}.currency`]}`];
  return seen[name];
}

function visit(value: unknown, key: string, found: Record<string, string | number>): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, key, found);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const thing = value as Thing;
  note(thing, key, found);
  for (const [name, child] of Object.entries(thing)) {
    // The parts of a second operation or client would be taken for those of the first.
    if (!isAnother(thing, found)) visit(child, name, found);
  }
}

function isAnother(thing: Thing, found: Readonly<Record<string, string | number>>): boolean {
  const id = thing['id'];
  if (typeof id !== 'string') return false;
  return (id.startsWith('op_') && id !== found['operation']) || (id.startsWith('cli_') && id !== found['client']);
}

function note(thing: Thing, key: string, found: Record<string, string | number>): void {
  const put = (name: string, value: unknown) => {
    if (typeof value === 'string' || typeof value === 'number') found[name] ??= value;
  };
  if (key === 'upload') put('upload.token', thing['token']);
  if (key === 'registrationDraftSave') put('draft.token', thing['token']);
  const id = thing['id'];
  if (typeof id !== 'string') return;
  if (key === 'operator') put('operator', id);
  switch (id.slice(0, id.indexOf('_'))) {
    case 'cli':
      return put('client', id);
    case 'usr':
      // Whoever is part of an operation or a client is not the one that is being administered.
      if (key === 'user' || key === 'nodes') put('staffMember', id);
      return;
    case 'ctc':
      return put('contact', id);
    case 'doc':
      return put('document', id);
    case 'ppl':
      return put('proposal', id);
    case 'ses':
      // The session of the request itself is not the one that is to be revoked.
      if (thing['current'] !== true) put('session', id);
      return;
    case 'tok':
      return put('accessToken', id);
    case 'dev':
      return put('device', id);
    case 'msg':
      return put('message', id);
    case 'acc':
      return put(`account.${String(thing['currency'])}`, id);
    case 'hac':
      return put(`houseAccount.${String(thing['currency'])}`, id);
    case 'dep':
      return put('deposit', id);
    case 'prf':
      return put('proof', id);
    case 'fil':
      return put('file', id);
    case 'qte':
      put('quote', id);
      return noteAmounts('quote', thing, put);
    case 'op':
      if (found['operation'] !== undefined && found['operation'] !== id) return;
      put('operation', id);
      put('operation.code', thing['code']);
      put('operation.version', thing['version']);
      return noteAmounts('operation', thing, put);
  }
}

function noteAmounts(subject: string, thing: Thing, put: (name: string, value: unknown) => void): void {
  for (const part of ['pay', 'receive']) {
    const money = thing[part];
    if (typeof money !== 'object' || money === null) continue;
    put(`${subject}.${part}`, (money as Thing)['amount']);
    put(`${subject}.${part}.currency`, (money as Thing)['currency']);
  }
}

/** A random UUID. The browser's own exists only on encrypted pages and on the machine itself. */
export function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function newReference(): string {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  return String(value % 100_000_000).padStart(8, '0');
}
