import { Badge, Button, Card, Failure, over, Time } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import { useViewer } from '../../app/viewer.tsx';
import { InvoiceIssueDocument, OperationInvoicesDocument, type OperationInvoicesQuery } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useAsk } from '../../house/ask.ts';
import { useDeskEvents } from '../../house/deskStream.ts';
import { useLabel, useTexts } from '../../texts/texts.tsx';
import { invoiceStates, managesAll } from '../invoices/invoices.ts';

type Operation = Extract<NonNullable<OperationInvoicesQuery['node']>, { readonly __typename: 'Operation' }>;

/** The electronic documents of an operation, each with what it waits for; for one that is completed and has none, asking for it. */
export function InvoiceBox({ id, version }: { readonly id: string; readonly version: number }) {
  const { can } = useViewer();
  if (!can.invoicesRead) return null;
  return <Box key={`${id} ${version}`} id={id} />;
}

function Box({ id }: { readonly id: string }) {
  const { data, problem, again } = useAsk(OperationInvoicesDocument, { id }, { policy: 'cache-and-network' });
  useDeskEvents({
    onEvent: (event) => {
      if (event.__typename === 'InvoiceEvent' && event.invoice.operation?.id === id) again();
    },
    onReload: again,
  });
  const operation = data?.node?.__typename === 'Operation' ? data.node : null;
  if (problem) return <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />;
  // Before it is completed an operation has no document, and nobody misses one.
  if (!operation || (operation.invoices.length === 0 && operation.status !== 'COMPLETED')) return null;
  return <Documents operation={operation} onIssued={again} />;
}

function Documents({ operation, onIssued }: { readonly operation: Operation; readonly onIssued: () => void }) {
  const texts = useTexts();
  const words = texts.operation.invoices;
  const label = useLabel();
  const { permissions } = useViewer();
  const issue = useAct(InvoiceIssueDocument);
  const send = async () => {
    if (await issue.send({ operationId: operation.id })) onIssued();
  };
  return (
    <Card title={words.title}>
      {operation.invoices.length === 0 && <p className="muted">{words.none}</p>}
      {operation.invoices.length === 0 && managesAll(permissions) && (
        <Button busy={issue.isBusy && words.issuing} onPress={() => void send()}>{words.issue}</Button>
      )}
      {issue.refusals.whole && <p className="warning-text" role="alert">{issue.refusals.whole}</p>}
      <ul className="money-list">
        {operation.invoices.map((invoice) => (
          <li key={invoice.id} className="money-row">
            <span className="money-line">
              <Link to="/invoices/$id" params={{ id: invoice.id }}>{invoice.code ?? words.noNumber}</Link>
              <span>{label('InvoiceKind', invoice.kind)}</span>
              <Badge state={invoiceStates[invoice.status] ?? over}>{invoice.statusLabel}</Badge>
              <span className="muted small money-time"><Time at={invoice.createdAt} /></span>
            </span>
            <span className="muted small">{invoice.explanation.text} {invoice.explanation.nextStep}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
