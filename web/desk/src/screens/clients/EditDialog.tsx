import { CheckField, Notice, RadioField, TextArea, TextField } from '@qoricash/kit';
import { useState } from 'react';
import { ClientUpdateDocument } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { ActForm } from './ActForm.tsx';
import type { ClientDetail } from './clients.ts';
import { changesOf, type Draft, type DraftField, draftOf, type FieldChange, fieldsOf, isRenamed, refusalPaths, updateOf } from './edit.ts';

type TextPart = Exclude<DraftField, 'singleSurname' | 'politicallyExposed' | 'parallelOperations'>;

/** Corrects a client's data: what is changed stands before and after below the form, and nothing else is sent. */
export function EditDialog({ client, onClose }: { readonly client: ClientDetail; readonly onClose: () => void }) {
  const texts = useOfficeTexts();
  const words = texts.clients.edit;
  const [seen] = useState(() => draftOf(client));
  const [draft, setDraft] = useState(seen);
  const [reason, setReason] = useState('');
  const acting = useAct(ClientUpdateDocument, [...Object.values(refusalPaths), 'name', 'reason']);
  const changes = changesOf(client, seen, draft);
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const errorOf = (field: DraftField) => acting.refusals.fields[refusalPaths[field] ?? field];
  const isOvertaken = changesOf(client, seen, draftOf(client)).length > 0;
  const send = async () => {
    if (await acting.send(updateOf(client, seen, draft, reason))) onClose();
  };
  const effects = [...(isRenamed(changes) ? [words.renamed] : []), ...(changes.some(({ field }) => field === 'email') ? [words.email] : [])];
  return (
    <ActForm
      title={words.title(client.fullName)}
      verb={words.send}
      effects={effects}
      acting={acting}
      isTouched={changes.length > 0 || reason !== ''}
      blocked={changes.length === 0 ? words.none : null}
      size="wide"
      onSend={() => void send()}
      onClose={onClose}
    >
      {isOvertaken && <Notice tone="warn">{words.others}</Notice>}
      {acting.refusals.fields['name'] && <Notice tone="warn" role="alert">{acting.refusals.fields['name']}</Notice>}
      <div className="edit-fields">
        {fieldsOf(client).map((field, place) => (
          <EditField key={field} field={field} draft={draft} set={set} error={errorOf(field)} isFirst={place === 0} />
        ))}
      </div>
      <TextArea label={texts.clients.reason} hint={texts.clients.reasonAudit} value={reason} onChange={setReason} error={acting.refusals.fields['reason']} />
      <Changes changes={changes} />
    </ActForm>
  );
}

function EditField({ field, draft, set, error, isFirst }: {
  readonly field: DraftField;
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
  readonly error: string | undefined;
  readonly isFirst: boolean;
}) {
  const texts = useOfficeTexts();
  const label = texts.clients.fact[field];
  if (field === 'politicallyExposed') {
    const value = draft.politicallyExposed === null ? null : draft.politicallyExposed ? 'yes' : 'no';
    const options = [{ id: 'yes', label: texts.clients.yes }, { id: 'no', label: texts.clients.no }];
    return <RadioField label={label} inline options={options} value={value} onChange={(id) => set({ politicallyExposed: id === 'yes' })} error={error} />;
  }
  if (field === 'singleSurname' || field === 'parallelOperations') {
    return (
      <div className="field">
        <CheckField checked={draft[field]} onChange={(on) => set({ [field]: on })}>{label}</CheckField>
        {error && <span className="field-error" role="alert">{error}</span>}
      </div>
    );
  }
  const type = field === 'email' ? 'email' : field === 'phone' ? 'tel' : 'text';
  return (
    <TextField
      label={label}
      type={type}
      value={draft[field as TextPart]}
      onChange={(text) => set({ [field]: text })}
      error={error}
      autoFocus={isFirst}
      autoComplete="off"
    />
  );
}

function Changes({ changes }: { readonly changes: readonly FieldChange[] }) {
  const texts = useOfficeTexts();
  const words = texts.clients.edit;
  const say = (value: FieldChange['before']) => {
    if (value === null) return texts.clients.unknown;
    if (typeof value === 'boolean') return value ? texts.clients.yes : texts.clients.no;
    return value || texts.clients.nothing;
  };
  if (changes.length === 0) return null;
  return (
    <table className="changes">
      <caption className="heard">{words.changes}</caption>
      <thead><tr><th scope="col">{words.field}</th><th scope="col">{words.before}</th><th scope="col">{words.after}</th></tr></thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field}><th scope="row">{texts.clients.fact[field]}</th><td>{say(before)}</td><td>{say(after)}</td></tr>
        ))}
      </tbody>
    </table>
  );
}
