import type { HouseError } from '@qoricash/sdk';
import { OperationReportDepositDocument } from '@qoricash/sdk/documents';
import { upload, type BlobContent } from '@qoricash/sdk/upload';
import { house } from './journey';

/** One intent for the form: however often it is sent, the deposit is reported once. */
const intent = house.intent();

export async function reportDeposit(
  typed: { operationId: string; expectedVersion: number; amount: string; bankReference: string },
  picture: BlobContent,
): Promise<readonly HouseError[]> {
  const file = await upload(house, { content: picture, purpose: 'DEPOSIT_PROOF' });
  if (!file.ok) return file.errors;
  const report = { ...typed, fileId: file.data.id };
  const reported = await house.act(OperationReportDepositDocument, { input: { ...report, idempotencyKey: intent.keyFor(report) } });
  if (reported.ok) intent.settle();
  return reported.errors;
}
