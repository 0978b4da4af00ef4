import { Button, ComboField, Dialog, DialogFoot, Notice, Skeleton } from '@qoricash/kit';
import { useState } from 'react';
import { OperationActionsDocument, OperationReassignDocument, OperationTakeDocument, OperatorsDocument } from '../../gql/graphql.ts';
import { act } from '../../house/act.ts';
import { useAsk } from '../../house/ask.ts';
import { house } from '../../house/house.ts';
import { useTexts } from '../../texts/texts.tsx';

export type BatchAct = 'TAKE' | 'REASSIGN';

/** One act on all that were chosen: which can take it and which not is said before, and what became of each after. */
export function Batch({ action, ids, onClose, onDone }: {
  readonly action: BatchAct;
  readonly ids: readonly string[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const texts = useTexts();
  const { data, isLoading } = useAsk(OperationActionsDocument, { ids: [...ids] }, { policy: 'network-only' });
  const people = useAsk(OperatorsDocument, {}, { policy: 'cache-first', pause: action === 'TAKE' });
  const [operatorId, setOperator] = useState<string | null>(null);
  const [results, setResults] = useState<Readonly<Record<string, string>>>({});
  const [isBusy, setBusy] = useState(false);
  const rows = (data?.nodes ?? []).filter((node) => node?.__typename === 'Operation').map((row) => ({
    ...row, availability: row.availableActions.find((one) => one.action === action),
  }));
  const able = rows.filter(({ availability }) => availability?.allowed);
  const { verb, busy } = texts.acts[action];
  const send = async () => {
    setBusy(true);
    for (const { id, version } of able) {
      const base = { idempotencyKey: house.id(), operationId: id, expectedVersion: version };
      const outcome = action === 'TAKE'
        ? await act(OperationTakeDocument, { input: base })
        : await act(OperationReassignDocument, { input: { ...base, operatorId: operatorId ?? '' } });
      setResults((before) => ({ ...before, [id]: outcome.ok ? texts.queue.doneRow : outcome.errors.map(({ message }) => message).join(' ') }));
    }
    setBusy(false);
    onDone();
  };
  const isDone = Object.keys(results).length > 0 && !isBusy;
  return (
    <Dialog title={texts.queue.batchTitle(verb, able.length)} onClose={onClose} dismissable={!isBusy}>
      {isLoading && <Skeleton rows={4} label={texts.common.loading} />}
      {action === 'REASSIGN' && !isDone && (
        <ComboField
          label={texts.act.operator}
          options={(people.data?.staff.nodes ?? []).map(({ id, name }) => ({ id, label: name }))}
          value={operatorId}
          onChange={setOperator}
        />
      )}
      <table className="plain-table">
        <tbody>
          {rows.map(({ id, code, availability }) => (
            <tr key={id}>
              <th scope="row">{code}</th>
              <td>{results[id] ?? (availability?.allowed ? texts.queue.can : `${texts.queue.cannot}: ${availability?.message ?? ''}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!isLoading && able.length === 0 && <Notice tone="warn">{texts.queue.noneCan}</Notice>}
      <DialogFoot>
        <Button onPress={onClose}>{isDone ? texts.common.close : texts.common.back}</Button>
        {!isDone && (
          <Button
            tone="primary"
            busy={isBusy && busy}
            blocked={able.length === 0 ? texts.queue.noneCan : action === 'REASSIGN' && !operatorId ? texts.act.operator : null}
            onPress={() => void send()}
          >
            {verb}
          </Button>
        )}
      </DialogFoot>
    </Dialog>
  );
}
