import { Button, CheckField, Dialog, DialogFoot, FormBox, RadioField, SelectField, TextArea, TextField } from '@qoricash/kit';
import { type ReactNode, useState } from 'react';
import { useDirty } from '../../app/dirty.ts';
import { ParameterSetDocument, type Weekday } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { limaInstant, type Parameter, type TypedValue, typedOf, units, type Unit, type Value, valueInput, weekdays } from './parameter.ts';

/** Gives a parameter another value, or proposes it where a second person confirms. Before and after stand above the verb. */
export function SetParameterDialog({ parameter, start, onClose, onDone }: {
  readonly parameter: Parameter;
  /** What the form begins with: what holds, or an earlier value that one goes back to. */
  readonly start: Value;
  readonly onClose: () => void;
  readonly onDone: (told: string) => void;
}) {
  const texts = useOfficeTexts();
  const { settings } = texts;
  const [typed, setTyped] = useState<TypedValue>(() => typedOf(start));
  const [when, setWhen] = useState<'now' | 'later'>('now');
  const [later, setLater] = useState('');
  const [reason, setReason] = useState('');
  const [source, setSource] = useState('');
  const [wrong, setWrong] = useState<{ readonly value?: string; readonly validFrom?: string }>({});
  const acting = useAct(ParameterSetDocument, ['value', 'validFrom', 'reason', 'source']);
  const { fields } = acting.refusals;
  const isTouched = reason !== '' || source !== '' || JSON.stringify(typed) !== JSON.stringify(typedOf(parameter.value));
  useDirty(isTouched);
  const verb = parameter.fourEyes ? settings.propose : settings.change;

  const send = async () => {
    const value = valueInput(parameter.kind, typed);
    const validFrom = when === 'later' ? limaInstant(later) : undefined;
    setWrong({ ...(value === null && { value: settings.badValue }), ...(validFrom === null && { validFrom: settings.badInstant }) });
    if (value === null || validFrom === null) return;
    const payload = await acting.send({
      key: parameter.key, value: value as never, ...(validFrom && { validFrom }), reason, ...(source.trim() && { source: source.trim() }),
    });
    if (payload) onDone(payload.proposal ? settings.proposed(payload.proposal.deciders) : settings.done);
  };
  return (
    <Dialog title={settings.changeOf(parameter.label)} onClose={onClose} dismissable={!isTouched} {...(parameter.kind === 'WEEK' && { size: 'wide' as const })}>
      <FormBox onSubmit={() => void send()} problem={acting.refusals.whole}>
        <p className="muted">{parameter.about}</p>
        <ValueField parameter={parameter} typed={typed} onChange={(part) => setTyped((before) => ({ ...before, ...part }))} error={wrong.value ?? fields['value']} />
        <RadioField
          label={settings.when}
          inline
          value={when}
          onChange={(id) => setWhen(id as 'now' | 'later')}
          options={[{ id: 'now', label: settings.now }, { id: 'later', label: settings.later }]}
        />
        {when === 'later' && <TextField label={settings.validFrom} value={later} onChange={setLater} hint={settings.laterHint} error={wrong.validFrom ?? fields['validFrom']} />}
        <TextArea label={settings.reason} value={reason} onChange={setReason} hint={settings.reasonHint} error={fields['reason']} rows={2} />
        <TextField
          label={<>{settings.source} <span className="muted">({texts.common.optional})</span></>}
          value={source}
          onChange={setSource}
          hint={settings.sourceHint}
          error={fields['source']}
        />
        <section className="effect" aria-label={settings.effect} aria-live="polite">
          <h3>{settings.effect}</h3>
          <table className="changes">
            <thead><tr><th scope="col">{settings.before}</th><th scope="col">{settings.after}</th></tr></thead>
            <tbody><tr><td>{parameter.value.text}</td><td><strong><TypedWords parameter={parameter} typed={typed} /></strong></td></tr></tbody>
          </table>
          <p>{parameter.fourEyes ? settings.two : settings.alone}</p>
          <p className="muted small">{settings.promised}</p>
        </section>
        <DialogFoot>
          <Button onPress={onClose}>{texts.common.back}</Button>
          <Button type="submit" tone="primary" busy={acting.isBusy && settings.proposing}>{verb}</Button>
        </DialogFoot>
      </FormBox>
    </Dialog>
  );
}

interface ValueFieldProps {
  readonly parameter: Parameter;
  readonly typed: TypedValue;
  readonly onChange: (part: Partial<TypedValue>) => void;
  readonly error: string | undefined;
}

function ValueField({ parameter, typed, onChange, error }: ValueFieldProps) {
  const { settings } = useOfficeTexts();
  const { kind, minimum, maximum } = parameter;
  const hint = minimum && maximum ? settings.bounds(minimum.text, maximum.text) : undefined;
  const line = (mode: 'numeric' | 'decimal', prefix?: string) => (
    <TextField
      label={settings.newValue}
      mode={mode}
      {...(prefix && { prefix })}
      value={typed.text}
      onChange={(text) => onChange({ text })}
      hint={hint}
      error={error}
      autoFocus
    />
  );
  if (kind === 'FLAG') {
    return (
      <RadioField
        label={settings.newValue}
        inline
        value={typed.flag === null ? null : typed.flag ? 'yes' : 'no'}
        onChange={(id) => onChange({ flag: id === 'yes' })}
        options={[{ id: 'yes', label: settings.yes }, { id: 'no', label: settings.no }]}
        error={error}
      />
    );
  }
  if (kind === 'WEEK') return <Week typed={typed} onChange={onChange} error={error} />;
  if (kind === 'DATE') {
    return <TextField label={settings.newValue} value={typed.text} onChange={(text) => onChange({ text })} hint={hint} error={error} autoFocus />;
  }
  if (kind !== 'DURATION') return line(kind === 'AMOUNT' ? 'decimal' : 'numeric', kind === 'AMOUNT' ? 'US$' : undefined);
  return (
    <div className="form-columns">
      {line('numeric')}
      <SelectField
        label={settings.unit}
        value={typed.unit}
        onChange={(id) => id && onChange({ unit: id as Unit })}
        options={(Object.keys(units) as Unit[]).map((id) => ({ id, label: settings.units[id] }))}
      />
    </div>
  );
}

function Week({ typed, onChange, error }: Omit<ValueFieldProps, 'parameter'>) {
  const { settings } = useOfficeTexts();
  const label = useLabel();
  const set = (weekday: Weekday, day: { readonly opensAt: string; readonly closesAt: string } | null) => {
    const { [weekday]: _, ...rest } = typed.week;
    onChange({ week: day ? { ...rest, [weekday]: day } : rest });
  };
  return (
    <fieldset className="field settings-week">
      <legend className="field-label">{settings.newValue}</legend>
      {weekdays.map((weekday) => {
        const day = typed.week[weekday];
        return (
          <div key={weekday} className="settings-day">
            <CheckField checked={day !== undefined} onChange={(isOpen) => set(weekday, isOpen ? { opensAt: '09:00', closesAt: '18:00' } : null)}>
              {label('Weekday', weekday)}
            </CheckField>
            {day ? (
              <>
                <TextField label={settings.opens} value={day.opensAt} onChange={(opensAt) => set(weekday, { ...day, opensAt })} />
                <TextField label={settings.closes} value={day.closesAt} onChange={(closesAt) => set(weekday, { ...day, closesAt })} />
              </>
            ) : <span className="muted">{settings.closed}</span>}
          </div>
        );
      })}
      <span className="field-hint">{settings.weekHint}</span>
      {error && <span className="field-error" role="alert">{error}</span>}
    </fieldset>
  );
}

/** What was typed, in words; the house says the value itself once it has it. */
function TypedWords({ parameter, typed }: { readonly parameter: Parameter; readonly typed: TypedValue }): ReactNode {
  const { settings } = useOfficeTexts();
  const label = useLabel();
  const input = valueInput(parameter.kind, typed);
  if (input === null) return '—';
  switch (parameter.kind) {
    case 'DURATION': return `${typed.text.trim()} ${settings.units[typed.unit]}`;
    case 'AMOUNT': return `US$ ${typed.text.trim()}`;
    case 'FLAG': return typed.flag ? settings.yes : settings.no;
    case 'WEEK': return weekdays.flatMap((weekday) => {
      const day = typed.week[weekday];
      return day ? [`${label('Weekday', weekday)} ${day.opensAt}–${day.closesAt}`] : [];
    }).join(', ') || settings.closed;
    default: return typed.text.trim();
  }
}
