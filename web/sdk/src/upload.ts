/**
 * Files: announced, sent straight to the store, confirmed.
 *
 * @module
 */
import { UploadConfirmDocument, UploadRequestDocument, type FilePurpose, type UploadConfirmMutation, type UploadRequestMutation } from './documents/generated/graphql.ts';
import { networkError, type HouseError, type NetworkCode } from './errors.ts';
import type { House } from './house.ts';
import { backOff, pause, type Answer, type AnswerExtensions } from './request.ts';
import { cancellation, sha256, type CancelSignal } from './runtime.ts';

/** The part of a `Blob`, or of a `File`, that is read. */
export interface BlobContent {
  readonly size: number;
  readonly type: string;
  /** The bytes, for the hash; left out where the runtime cannot read them. */
  arrayBuffer?(): Promise<ArrayBuffer>;
}

/** What is sent. In React Native it is the blob of a picture: `await (await fetch(uri)).blob()`. */
export interface UploadInput {
  readonly content: BlobContent | Uint8Array;
  readonly purpose: FilePurpose;
  /** Needed for bytes, and for a blob that does not know its type. */
  readonly mediaType?: string;
  readonly signal?: CancelSignal;
  /** What happens now, for a screen. */
  readonly onStep?: (step: 'announcing' | 'sending' | 'confirming') => void;
}

/** A file of the house, ready to be attached. */
export type UploadedFile = NonNullable<UploadConfirmMutation['uploadConfirm']['file']>;

type Announced = NonNullable<UploadRequestMutation['uploadRequest']['upload']>;

const attempts = 3;
/** A large picture by a slow line takes its time; what takes longer is lost. */
const attemptMs = 120_000;

/**
 * Sends a file and answers it: its id goes to `operationReportDeposit` and the like. Refusals are of the kind `person`; the content is checked
 * when it is confirmed. The hash is sent where the runtime can make it, and left out where it cannot.
 */
export async function upload(house: House, { content, purpose, mediaType, signal, onStep }: UploadInput): Promise<Answer<UploadedFile>> {
  const isBytes = content instanceof Uint8Array;
  const type = mediaType ?? (isBytes ? '' : content.type);
  onStep?.('announcing');
  let hash: string | null;
  try {
    hash = await hashOf(content);
  } catch (cause) {
    return refused(nothing, networkError('FILE_UNREADABLE', cause));
  }
  const input = { purpose, mediaType: type, size: isBytes ? content.byteLength : content.size, ...(hash && { sha256: hash }) };
  const announced = await house.act(UploadRequestDocument, { input }, signal && { signal });
  if (!announced.ok) return { ...announced, data: null };
  const { upload: target } = announced.data;
  if (!target) return refused(announced.extensions, networkError('UNREADABLE'));
  onStep?.('sending');
  const fault = await send(house, target, content, type, signal);
  if (fault) return refused(announced.extensions, networkError(fault));
  onStep?.('confirming');
  const confirmed = await house.act(UploadConfirmDocument, { input: { token: target.token } }, { repeatable: true, ...(signal && { signal }) });
  if (!confirmed.ok) return { ...confirmed, data: null };
  return confirmed.data.file ? { ...confirmed, data: confirmed.data.file } : refused(confirmed.extensions, networkError('UNREADABLE'));
}

const nothing: AnswerExtensions = { serverTime: null, requestId: null, cost: null, idempotencyReplayed: false, session: null, viewerId: null };

function refused(extensions: AnswerExtensions, error: HouseError): Answer<UploadedFile> {
  return { ok: false, data: null, error, errors: [error], extensions };
}

async function hashOf(content: BlobContent | Uint8Array): Promise<string | null> {
  if (content instanceof Uint8Array) return sha256(content);
  return content.arrayBuffer ? sha256(new Uint8Array(await content.arrayBuffer())) : null;
}

/** The address is the right, so no session goes along. Sending twice is sending once. Answers why it was not sent, or null. */
async function send(house: House, target: Announced, content: unknown, type: string, signal?: CancelSignal): Promise<NetworkCode | null> {
  const { timers, jitter } = house.runtime;
  let fault: NetworkCode = 'OFFLINE';
  for (let attempt = 0; attempt < attempts && !signal?.aborted; attempt += 1) {
    const status = await attemptOnce(house, target, target.method === 'POST' ? formOf(target, content, type) : content, signal);
    if (typeof status === 'string') fault = status;
    else if (status < 400) return null;
    else fault = 'UPLOAD_REFUSED';
    if (typeof status === 'number' && status < 500) return fault;
    if (attempt < attempts - 1) await pause(timers, backOff(attempt, jitter()), signal);
  }
  return signal?.aborted ? 'CANCELED' : fault;
}

/** Answers the status of the store, or why there is none. */
async function attemptOnce(house: House, target: Announced, body: unknown, signal?: CancelSignal): Promise<number | NetworkCode> {
  const headers = Object.fromEntries(target.headers.map(({ name, value }) => [name, value]));
  const limit = cancellation();
  let finish = () => {};
  const late = new Promise<NetworkCode>((done) => {
    const over = (code: NetworkCode) => () => {
      done(code);
      limit?.abort();
    };
    const stop = house.runtime.timers.after(attemptMs, over('TIMED_OUT'));
    const cancel = over('CANCELED');
    signal?.addEventListener('abort', cancel);
    finish = () => {
      stop();
      signal?.removeEventListener('abort', cancel);
    };
  });
  const asked = (async (): Promise<number | NetworkCode> => {
    try {
      const how = { method: target.method, headers, body, credentials: 'omit', ...(limit && { signal: limit.signal }) };
      return (await house.runtime.fetch(target.url, how)).status;
    } catch {
      return 'OFFLINE';
    }
  })();
  try {
    return await Promise.race([asked, late]);
  } finally {
    finish();
  }
}

interface Form {
  append(name: string, value: unknown): void;
}

function formOf(target: Announced, content: unknown, type: string): Form {
  const { FormData, Blob } = globalThis as unknown as { FormData: new () => Form; Blob: new (parts: unknown[], options: { type: string }) => unknown };
  const form = new FormData();
  for (const { name, value } of target.fields) form.append(name, value);
  form.append('file', content instanceof Uint8Array ? new Blob([content], { type }) : content);
  return form;
}
