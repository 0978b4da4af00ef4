import { bearerSession, createHouse } from '@qoricash/sdk';
import { OperationsDocument, OperationStreamDocument } from '@qoricash/sdk/documents';
import { formatMoney } from '@qoricash/sdk/money';
import { createLine } from '@qoricash/sdk/stream';

export const house = createHouse({ url: 'http://127.0.0.1:8080', session: bearerSession({ store: sessionStorage }) });
export const line = createLine(house);

export async function signIn(documentNumber: string, password: string): Promise<string | null> {
  const entered = await house.sessions.signIn({ client: { documentType: 'DNI', documentNumber, password } });
  return entered.ok ? null : entered.error.message;
}

export async function showOperations(show: (line: string) => void): Promise<void> {
  const answer = await house.request(OperationsDocument, { first: 20 });
  if (!answer.ok) return show(answer.error.message);
  for (const { node } of answer.data.operations.edges) show(`${node.code} ${node.statusLabel} ${formatMoney(node.receive)}`);
}

export function followOperations(show: (line: string) => void): () => void {
  const stream = line.events(OperationStreamDocument, {}, {
    onReload: () => showOperations(show),
    onItem: (item) => {
      if (item.__typename === 'OperationEvent') show(`${item.operation.code} ${item.operation.statusLabel}`);
    },
  });
  return () => stream.stop();
}
