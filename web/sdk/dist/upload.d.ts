/**
 * Files: announced, sent straight to the store, confirmed.
 *
 * @module
 */
import { type FilePurpose, type UploadConfirmMutation } from './documents/generated/graphql.js';
import type { House } from './house.js';
import { type Answer } from './request.js';
import { type CancelSignal } from './runtime.js';
/** The part of a `Blob`, or of a `File`, that is read. */
export interface BlobContent {
    readonly size: number;
    readonly type: string;
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
/**
 * Sends a file and answers it: its id goes to `operationReportDeposit` and the like. Refusals are of the kind `person`; the content is checked
 * when it is confirmed. The hash is sent where the runtime can make it, and left out where it cannot.
 */
export declare function upload(house: House, { content, purpose, mediaType, signal, onStep }: UploadInput): Promise<Answer<UploadedFile>>;
