import { Dialog, Failure, Notice, Skeleton } from '@qoricash/kit';
import { OperationByIdDocument } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { useTexts } from '../../texts/texts.tsx';
import { ActDialog } from '../operation/acts/ActDialog.tsx';

export type QuickAction = 'REASSIGN' | 'HOLD' | 'HAND_BACK';

/** An act on a row without opening it: the same dialog, once the operation is read. */
export function QuickAct({ action, id, onClose }: { readonly action: QuickAction; readonly id: string; readonly onClose: () => void }) {
  const texts = useTexts();
  const { data, problem, again } = useAsk(OperationByIdDocument, { id });
  const operation = data?.node?.__typename === 'Operation' ? data.node : null;
  const availability = operation?.availableActions.find((one) => one.action === action);
  if (operation && availability?.allowed) return <ActDialog action={action} operation={operation} onClose={onClose} />;
  return (
    <Dialog title={texts.acts[action].verb} onClose={onClose}>
      {problem && <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />}
      {!problem && !operation && <Skeleton rows={3} label={texts.common.loading} />}
      {operation && <Notice tone="info">{availability?.message ?? texts.common.notFound}</Notice>}
    </Dialog>
  );
}
