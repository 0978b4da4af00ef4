/**
 * Files: announced, sent straight to the store, confirmed.
 *
 * @module
 */
import { UploadConfirmDocument, UploadRequestDocument, type FilePurpose, type UploadConfirmMutation, type UploadRequestMutation } from './documents/generated/graphql.ts';
import { networkError } from './errors.ts';
import type { House } from './house.ts';
import { backOff, pause, type Answer } from './request.ts';
import { sha256, type CancelSignal } from './runtime.ts';

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

/**
 * Sends a file and answers it: its id goes to `operationReportDeposit` and the like. Refusals are of the kind `person`; the content is checked
 * when it is confirmed. The hash is sent where the runtime can make it, and left out where it cannot.
 */
export async function upload(house: House, { content, purpose, mediaType, signal, onStep }: UploadInput): Promise<Answer<UploadedFile>> {
  const isBytes = content instanceof Uint8Array;
  const type = mediaType ?? (isBytes ? '' : content.type);
  onStep?.('announcing');
  const hash = await hashOf(content);
  const input = { purpose, mediaType: type, size: isBytes ? content.byteLength : content.size, ...(hash && { sha256: hash }) };
  const announced = await house.act(UploadRequestDocument, { input }, signal && { signal });
  if (!announced.ok) return { ...announced, data: null };
  const { upload: target } = announced.data;
  if (!target) return refused(announced.extensions);
  onStep?.('sending');
  const isSent = await send(house, target, content, type, signal);
  if (!isSent) return refused(announced.extensions, signal?.aborted);
  onStep?.('confirming');
  const confirmed = await house.act(UploadConfirmDocument, { input: { token: target.token } }, { repeatable: true, ...(signal && { signal }) });
  if (!confirmed.ok) return { ...confirmed, data: null };
  return confirmed.data.file ? { ...confirmed, data: confirmed.data.file } : refused(confirmed.extensions);
}

function refused(extensions: Answer<never>['extensions'], isCanceled = false): Answer<UploadedFile> {
  const error = networkError(isCanceled ? 'CANCELED' : 'OFFLINE');
  return { ok: false, data: null, error, errors: [error], extensions };
}

async function hashOf(content: BlobContent | Uint8Array): Promise<string | null> {
  if (content instanceof Uint8Array) return sha256(content);
  return content.arrayBuffer ? sha256(new Uint8Array(await content.arrayBuffer())) : null;
}

/** The address is the right, so no session goes along. Sending twice is sending once. */
async function send(house: House, target: Announced, content: unknown, type: string, signal?: CancelSignal): Promise<boolean> {
  const { fetch, timers, jitter } = house.runtime;
  const headers = Object.fromEntries(target.headers.map(({ name, value }) => [name, value]));
  const body = target.method === 'POST' ? formOf(target, content, type) : content;
  for (let attempt = 0; attempt < attempts && !signal?.aborted; attempt += 1) {
    try {
      const response = await fetch(target.url, { method: target.method, headers, body, credentials: 'omit', ...(signal && { signal }) });
      if (response.ok) return true;
      if (response.status < 500) return false;
    } catch {
      // The line is down: tried again below.
    }
    if (attempt < attempts - 1) await pause(timers, backOff(attempt, jitter()), signal);
  }
  return false;
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
