import { Button, ComboField, FormBox, TextField } from '@qoricash/kit';
import { useEffect, useState } from 'react';
import { AuditPeopleDocument } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { isRealDay, parseTrailSearch, type TrailSearch } from './trail.ts';

type Field = keyof TrailSearch;

/** The house searches for two letters at least. */
const leastSearch = 2;

/** What narrows the trail. It is sent by a button, for each search leaves an entry of its own. */
export function AuditFilters({ search, onChange }: { readonly search: TrailSearch; readonly onChange: (search: TrailSearch) => void }) {
  const texts = useOfficeTexts();
  const [typed, setTyped] = useState<TrailSearch>(search);
  const [isSent, setSent] = useState(false);
  const set = (field: Field) => (value: string) => setTyped((before) => ({ ...before, [field]: value }));
  const dayError = (field: 'from' | 'until') => {
    const text = (typed[field] ?? '').trim();
    return isSent && text !== '' && !isRealDay(text) ? texts.audit.badDay : null;
  };
  const send = () => {
    setSent(true);
    const isBad = (['from', 'until'] as const).some((field) => (typed[field] ?? '').trim() !== '' && !isRealDay((typed[field] ?? '').trim()));
    if (!isBad) onChange(parseTrailSearch({ ...typed }));
  };
  const line = (field: Field, label: string, hint?: string) => (
    <TextField
      label={label}
      value={typed[field] ?? ''}
      onChange={set(field)}
      {...(hint && { placeholder: hint })}
      error={field === 'from' || field === 'until' ? dayError(field) : null}
    />
  );
  return (
    <FormBox className="audit-filters" onSubmit={send}>
      <Person value={typed.actor ?? null} onChange={(id) => setTyped((before) => ({ ...before, actor: id ?? '' }))} />
      {line('object', texts.audit.object, texts.audit.objectHint)}
      {line('action', texts.audit.action, texts.audit.actionHint)}
      {line('from', texts.audit.from, texts.audit.dayHint)}
      {line('until', texts.audit.until, texts.audit.dayHint)}
      {line('address', texts.audit.address)}
      {line('request', texts.audit.request)}
      <div className="button-row audit-send">
        <Button type="submit" tone="primary">{texts.audit.search}</Button>
        {Object.keys(search).length > 0 && <Button tone="quiet" shortcut="Esc" onPress={() => onChange({})}>{texts.audit.clear}</Button>}
      </div>
    </FormBox>
  );
}

/** A person of the house, found by typing; a client that the address names stays as its id. */
function Person({ value, onChange }: { readonly value: string | null; readonly onChange: (id: string | null) => void }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const later = setTimeout(() => setAsked(text.trim()), 200);
    return () => clearTimeout(later);
  }, [text]);
  const { data } = useAsk(AuditPeopleDocument, { filter: asked.length < leastSearch ? {} : { search: asked } });
  const people = (data?.staff.nodes ?? []).map(({ id, name, role }) => ({ id, label: name, detail: label('Role', role) }));
  if (value !== null && value !== '' && !value.startsWith('usr_')) {
    return <TextField label={texts.audit.personTyped} value={value} onChange={onChange} />;
  }
  return <ComboField label={texts.audit.person} placeholder={texts.audit.personHint} options={people} value={value || null} onChange={onChange} onType={setText} />;
}
