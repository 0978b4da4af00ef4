import type { Answer } from '@qoricash/sdk';
import { upload, type UploadedFile, type UploadInput } from '@qoricash/sdk/upload';
import { house } from '../house.ts';

/** What was sent already: an act that is tried again names the same file. */
const known = new WeakMap<File, Answer<UploadedFile>>();

/** Sends a file to the house, once however often it is asked for. */
export async function send(file: File, purpose: UploadInput['purpose']): Promise<Answer<UploadedFile>> {
  const before = known.get(file);
  if (before) return before;
  const answer = await upload(house, { content: file, purpose });
  if (answer.ok) known.set(file, answer);
  return answer;
}
