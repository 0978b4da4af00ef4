import { Button, Dialog, DialogFoot, FormBox, Notice } from '@qoricash/kit';
import { useMemo, useState } from 'react';
import { useDirty } from '../../../app/dirty.ts';
import { ClientOperationsDocument } from '../../../gql/graphql.ts';
import { useAct } from '../../../house/act.ts';
import { useAsk } from '../../../house/ask.ts';
import { useLabel, useTexts } from '../../../texts/texts.tsx';
import { type Change, changesOf } from '../changes.ts';
import { Effect } from './Effect.tsx';
import { Field } from './Fields.tsx';
import { type ActSpec, actSpecs, type Detail, type DialogAct, isFilled, type Others, type Values } from './specs.ts';

/**
 * Carries out one act: its form, what it comes to, and one verb. What others do meanwhile never touches what was typed: it is
 * told above the form, and the act is only sent for the state that its person has seen.
 */
export function ActDialog({ action, operation, start, onClose }: {
  readonly action: DialogAct;
  readonly operation: Detail;
  /** What the form begins with beside what the act begins with by itself: the deposit whose button was pressed. */
  readonly start?: Values;
  readonly onClose: () => void;
}) {
  const texts = useTexts();
  const spec: ActSpec = actSpecs[action];
  const { verb, busy } = texts.acts[action];
  const [seen, setSeen] = useState(operation);
  const [values, setValues] = useState<Values>(() => ({ ...spec.start?.(operation), ...start }));
  const [isTouched, setTouched] = useState(false);
  const [warnings, setWarnings] = useState<readonly string[]>([]);
  const acting = useAct(spec.document, spec.fields.map(({ name }) => name));
  const others = useOthers(action, operation);
  useDirty(isTouched);

  const change = (part: Values) => {
    setTouched(true);
    setValues((before) => ({ ...before, ...part }));
  };
  const send = async (of: Detail) => {
    const input = spec.input(values, { operationId: of.id, expectedVersion: of.version }, others);
    const payload = (await acting.send(input as never)) as { readonly warnings?: readonly { readonly message: string }[] } | null;
    if (!payload) return;
    const told = (payload.warnings ?? []).map(({ message }) => message);
    if (told.length > 0) setWarnings(told);
    else onClose();
  };

  if (warnings.length > 0) {
    return (
      <Dialog title={texts.act.warned} onClose={onClose}>
        {warnings.map((text) => <Notice key={text} tone="warn">{text}</Notice>)}
        <DialogFoot><Button tone="primary" autoFocus onPress={onClose}>{texts.act.understood}</Button></DialogFoot>
      </Dialog>
    );
  }
  const isStale = operation.version !== seen.version || acting.refusals.codes.has('STALE_VERSION');
  const fields = spec.fields.filter((field) => field.kind !== 'area' || !field.onlyAfter || acting.refusals.codes.has(field.onlyAfter) || Boolean(values[field.name]));
  return (
    <Dialog title={texts.act.title(verb, operation.code)} onClose={onClose} dismissable={!isTouched} size={action === 'COMPLETE' ? 'wide' : 'normal'}>
      <FormBox id="act" onSubmit={() => void send(isStale ? operation : seen)} problem={isStale ? null : acting.refusals.whole}>
        {isStale && <Changed before={seen} after={operation} onSeen={() => setSeen(operation)} />}
        {fields.map((field) => (
          <Field key={field.name} field={field} operation={operation} values={values} change={change} error={acting.refusals.fields[field.name]} />
        ))}
        <Effect action={action} operation={operation} about={spec.preview(values)} isReady={isFilled(spec, values)} />
        <DialogFoot>
          <Button onPress={onClose}>{texts.common.back}</Button>
          <Button type="submit" tone={spec.isDanger ? 'danger' : 'primary'} busy={acting.isBusy && busy}>{isStale ? texts.act.again : verb}</Button>
        </DialogFoot>
      </FormBox>
    </Dialog>
  );
}

/** What became of the operation since the form was opened. */
function Changed({ before, after, onSeen }: { readonly before: Detail; readonly after: Detail; readonly onSeen: () => void }) {
  const texts = useTexts();
  const label = useLabel();
  const [isOpen, setOpen] = useState(true);
  const changes = useMemo(() => changesOf(before, after, {
    ...texts.operation.changeWords, depositStatus: (status) => label('DepositStatus', status),
  }), [before, after, texts, label]);
  return (
    <Notice tone="warn" role="status" act={<Button onPress={() => setOpen(!isOpen)}>{texts.operation.seeChanges}</Button>}>
      <strong>{texts.act.changedTitle} (v{after.version}).</strong> {texts.act.staleHint}
      {isOpen && <ChangeTable changes={changes} />}
      {isOpen && changes.length > 0 && <Button tone="quiet" onPress={onSeen}>{texts.act.understood}</Button>}
    </Notice>
  );
}

function ChangeTable({ changes }: { readonly changes: readonly Change[] }) {
  const texts = useTexts();
  if (changes.length === 0) return null;
  return (
    <table className="changes">
      <thead><tr><th scope="col"><span className="heard">{texts.operation.event}</span></th><th scope="col">{texts.act.changedFrom}</th><th scope="col">{texts.act.changedTo}</th></tr></thead>
      <tbody>
        {changes.map(({ name, before, after }, place) => (
          <tr key={place}><th scope="row">{name}</th><td>{before}</td><td>{after}</td></tr>
        ))}
      </tbody>
    </table>
  );
}

/** Versions of the client's other operations, which moves of money between two of them ask for. */
function useOthers(action: DialogAct, operation: Detail): Others {
  const isMove = action === 'APPLY_DEPOSIT' || action === 'UNAPPLY_DEPOSIT';
  const { data } = useAsk(ClientOperationsDocument, { clientId: operation.client.id }, { pause: !isMove });
  const all = data?.operations.nodes ?? [];
  const originOf = (depositId: string) => operation.deposits.find(({ id }) => id === depositId)?.origin?.id;
  return {
    versionOf: (id) => all.find((other) => other.id === id)?.version ?? 0,
    versionOfOrigin: (depositId) => all.find(({ deposits }) => deposits.some(({ id }) => id === originOf(depositId)))?.version ?? 0,
  };
}
