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
    if (name === 'tomorrow') return JSON.stringify(tomorrowInLima());
    if (name === 'soon') return JSON.stringify(new Date(Date.now() + 3_600_000).toISOString());
    const value = resolve(name, seen);
    return value === undefined ? whole : JSON.stringify(value);
  });
}

/** Learns from one answer. Of several objects of a type, the first counts: lists begin with what matters most. */
export function learn(seen: Seen, answer: unknown): Seen {
  const found: Record<string, string | number> = {};
  visit(answer, '', found);
  const operations = operationsIn(answer);
  const source = sourceAmong(operations, seen);
  if (source) noteSource(source, putter(found));
  const isNew = (name: string) => found[name] !== undefined && found[name] !== seen[name];
  const stale = [
    ...(isNew('operation') ? [operationParts] : []),
    ...(isNew('client') ? [clientParts] : []),
    ...(isNew('invoice') ? [invoiceParts] : []),
    ...lists.filter(([list]) => operations.some((thing) => thing['id'] === found['operation'] && list in thing)).map(([, parts]) => parts),
    ...(source && 'deposits' in source ? [waitingParts] : []),
  ];
  const kept = Object.entries(seen).filter(([name]) => !stale.some((parts) => parts.test(name)));
  return { ...Object.fromEntries(kept), ...found };
}

// What belongs to an operation or a client goes when another one takes its place.
const operationParts = /^(operation\.|deposit\.|payout|proof$)/;
const invoiceParts = /^invoice\./;
const clientParts = /^account\./;
const waitingParts = /^waiting/;

/** What a list of the operation takes the place of, once an answer shows it. */
const lists: readonly (readonly [string, RegExp])[] = [
  ['deposits', /^deposit\./],
  ['payouts', /^payout/],
  ['proofs', /^proof$/],
];

/**
 * The operation that money waits in, or went from. Whoever moves the money looks at another operation meanwhile, so it is kept apart
 * from the newest one.
 */
function sourceAmong(operations: readonly Thing[], seen: Seen): Thing | undefined {
  return (
    operations.find((thing) => depositsOf(thing).some(isWaiting)) ??
    operations.find((thing) => depositsOf(thing).some(hasGone)) ??
    operations.find((thing) => thing['id'] === seen['source'])
  );
}

function noteSource(source: Thing, put: Put): void {
  put('source', source['id']);
  put('source.version', source['version']);
  const waiting = depositsOf(source).find(isWaiting);
  if (!waiting) return;
  put('waiting', waiting['id']);
  const money = waiting['money'];
  if (!isThing(money)) return;
  put('waiting.amount', money['amount']);
  put('waiting.currency', money['currency']);
}

function isWaiting(deposit: Thing): boolean {
  return deposit['status'] === 'CONFIRMED' && deposit['counted'] === false;
}

function hasGone(deposit: Thing): boolean {
  return deposit['status'] === 'APPLIED';
}

function depositsOf(operation: Thing): readonly Thing[] {
  const deposits = operation['deposits'];
  return Array.isArray(deposits) ? deposits.filter(isThing) : [];
}

function operationsIn(value: unknown): readonly Thing[] {
  if (Array.isArray(value)) return value.flatMap(operationsIn);
  if (!isThing(value)) return [];
  const inside = Object.values(value).flatMap(operationsIn);
  return typeof value['id'] === 'string' && value['id'].startsWith('op_') ? [value, ...inside] : inside;
}

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
  if (!isThing(value)) return;
  note(value, key, found);
  for (const [name, child] of Object.entries(value)) {
    // The parts of a second operation or client would be taken for those of the first.
    if (!isAnother(value, found)) visit(child, name, found);
  }
}

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Put = (name: string, value: unknown) => void;

/** Notes a value that nothing was noted for yet. */
function putter(found: Record<string, string | number>): Put {
  return (name, value) => {
    if (typeof value === 'string' || typeof value === 'number') found[name] ??= value;
  };
}

function isAnother(thing: Thing, found: Readonly<Record<string, string | number>>): boolean {
  const id = thing['id'];
  if (typeof id !== 'string') return false;
  return (id.startsWith('op_') && id !== found['operation']) || (id.startsWith('cli_') && id !== found['client']);
}

function note(thing: Thing, key: string, found: Record<string, string | number>): void {
  const put = putter(found);
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
    case 'cod':
      return put('code', id);
    case 'inv':
      put('invoice', id);
      if (id === found['invoice']) put('invoice.version', thing['version']);
      return;
    case 'rfr':
      return put('referral', id);
    case 'cmp':
      return put('campaign', id);
    case 'pep':
      return put('pep', id);
    case 'rel':
      return put('related', id);
    case 'srt':
      return put('scheduledRate', id);
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
      // The deposit that another one came from is none of this operation.
      if (key !== 'origin') noteDeposit(id, thing, put);
      return;
    case 'pay':
      return notePayout(id, thing, put);
    case 'prf':
      // A proof that a void retired completes nothing.
      if ((thing['retiredAt'] ?? null) === null) put('proof', id);
      return;
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

function noteDeposit(id: string, deposit: Thing, put: Put): void {
  if (deposit['status'] === 'REPORTED') put('deposit.reported', id);
  if (deposit['status'] !== 'CONFIRMED') return;
  put('deposit.confirmed', id);
  if (isThing(deposit['origin'])) put('deposit.moved', id);
}

function notePayout(id: string, payout: Thing, put: Put): void {
  if ((payout['voidedAt'] ?? null) === null) put('payout', id);
  else if (payout['voidReason'] === 'WRONG_DATA' && payout['sentBackAt'] === null) put('payout.out', id);
}

function noteAmounts(subject: string, thing: Thing, put: Put): void {
  for (const part of ['pay', 'receive']) {
    const money = thing[part];
    if (!isThing(money)) continue;
    put(`${subject}.${part}`, money['amount']);
    put(`${subject}.${part}.currency`, money['currency']);
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

/** The day after today where the house is: Lima is five hours behind UTC all year. */
function tomorrowInLima(): string {
  const hour = 3_600_000;
  return new Date(Date.now() + (24 - 5) * hour).toISOString().slice(0, 10);
}

function newReference(): string {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  return String(value % 100_000_000).padStart(8, '0');
}
