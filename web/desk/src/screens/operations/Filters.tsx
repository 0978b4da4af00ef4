import { Button, Icon, PopoverButton, SelectField, TextField } from '@qoricash/kit';
import { useEffect, useState } from 'react';
import type { Channel, Side } from '../../gql/graphql.ts';
import { useLabel, useTexts } from '../../texts/texts.tsx';
import { filtersOf, type QueueSearch } from './rules.ts';

const channels: readonly Channel[] = ['DESK', 'PLATFORM', 'APP', 'WEB', 'API'];
const banks = ['BCP', 'INTERBANK', 'BBVA', 'SCOTIABANK', 'BANBIF'] as const;

/** What narrows the queue: each is a chip that says what it does, and goes by one press. All of them are in the address. */
export function Filters({ search, onChange }: { readonly search: QueueSearch; readonly onChange: (search: QueueSearch) => void }) {
  const texts = useTexts();
  const label = useLabel();
  const [text, setText] = useState(search.text ?? '');
  useEffect(() => setText(search.text ?? ''), [search.text]);
  useEffect(() => {
    if (text === (search.text ?? '')) return;
    const later = setTimeout(() => onChange(set(search, 'text', text.trim())), 250);
    return () => clearTimeout(later);
  });
  const chips = ([
    ['side', texts.queue.side, search.side && texts.queue.sides[search.side]],
    ['bank', texts.queue.bank, search.bank],
    ['channel', texts.queue.channel, search.channel && label('Channel', search.channel)],
    ['min', texts.queue.min, search.min],
    ['max', texts.queue.max, search.max],
  ] as const).filter(([, , value]) => value);
  const sides: readonly Side[] = ['HOUSE_BUYS_USD', 'HOUSE_SELLS_USD'];
  return (
    <div className="filters">
      <input
        className="filter-text"
        type="search"
        aria-label={texts.queue.text}
        placeholder={texts.queue.text}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {chips.map(([key, name, value]) => (
        <button key={key} type="button" className="chip" onClick={() => onChange(set(search, key, ''))}>
          {name}: {value} <Icon name="close" /><span className="heard">{texts.queue.clear}</span>
        </button>
      ))}
      <PopoverButton label={texts.queue.add} icon="plus" className="filter-form">
            <SelectField
              label={texts.queue.side}
              value={search.side ?? null}
              onChange={(id) => onChange(set(search, 'side', id ?? ''))}
              options={sides.map((side) => ({ id: side, label: texts.queue.sides[side] }))}
              placeholder={texts.common.all}
            />
            <SelectField
              label={texts.queue.bank}
              value={search.bank ?? null}
              onChange={(id) => onChange(set(search, 'bank', id ?? ''))}
              options={banks.map((bank) => ({ id: bank, label: bank }))}
              placeholder={texts.common.all}
            />
            <SelectField
              label={texts.queue.channel}
              value={search.channel ?? null}
              onChange={(id) => onChange(set(search, 'channel', id ?? ''))}
              options={channels.map((channel) => ({ id: channel, label: label('Channel', channel) }))}
              placeholder={texts.common.all}
            />
            <Bound label={texts.queue.min} value={search.min} onChange={(value) => onChange(set(search, 'min', value))} />
            <Bound label={texts.queue.max} value={search.max} onChange={(value) => onChange(set(search, 'max', value))} />
      </PopoverButton>
      {Object.keys(filtersOf(search)).length > 0 && (
        <Button tone="quiet" shortcut="Esc" onPress={() => onChange(search.view ? { view: search.view } : {})}>{texts.queue.clear}</Button>
      )}
    </div>
  );
}

function Bound({ label, value, onChange }: { readonly label: string; readonly value: string | undefined; readonly onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value ?? '');
  return <TextField label={label} mode="decimal" prefix="US$" value={typed} onChange={setTyped} onBlur={() => onChange(typed.trim())} />;
}

function set(search: QueueSearch, key: keyof QueueSearch, value: string): QueueSearch {
  const { [key]: _, ...rest } = search;
  return value === '' ? rest : { ...rest, [key]: value };
}
