import { Button, Icon, PopoverButton, SelectField } from '@qoricash/kit';
import { useEffect, useState } from 'react';
import { useViewer } from '../../app/viewer.tsx';
import { type ClientStatus, type KycStatus, TradersDocument } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { type ClientSearch, clientStatuses, kycStatuses, leastSearch } from './clients.ts';

const typingRest = 250;

/** What narrows the list. All of it is in the address. */
export function ClientFilters({ search, onChange }: { readonly search: ClientSearch; readonly onChange: (search: ClientSearch) => void }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const { can, permissions } = useViewer();
  const seesAll = permissions.some(({ permission, reach }) => permission === 'CLIENTS_READ' && reach === 'ALL');
  const { data } = useAsk(TradersDocument, {}, { pause: !seesAll || !can.usersRead });
  const [text, setText] = useState(search.text ?? '');
  useEffect(() => setText(search.text ?? ''), [search.text]);
  useEffect(() => {
    if (text.trim() === (search.text ?? '')) return;
    const later = setTimeout(() => onChange(set(search, 'text', text.trim())), typingRest);
    return () => clearTimeout(later);
  });
  const traders = (data?.staff.nodes ?? []).map(({ id, name }) => ({ id, label: name }));
  const chips = ([
    ['status', texts.clients.status, search.status && label('ClientStatus', search.status)],
    ['kyc', texts.clients.kyc, search.kyc && label('KycStatus', search.kyc)],
    ['owner', texts.clients.owner, search.owner && (traders.find(({ id }) => id === search.owner)?.label ?? search.owner)],
  ] as const).filter(([, , value]) => value);
  return (
    <div className="filters">
      <input
        className="filter-text"
        type="search"
        aria-label={texts.clients.text}
        placeholder={texts.clients.text}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {text.trim().length > 0 && text.trim().length < leastSearch && <span className="muted small" role="status">{texts.clients.empty.noName}</span>}
      {chips.map(([key, name, value]) => (
        <button key={key} type="button" className="chip" onClick={() => onChange(set(search, key, ''))}>
          {name}: {value} <Icon name="close" /><span className="heard">{texts.clients.clear}</span>
        </button>
      ))}
      <PopoverButton label={texts.clients.filter} icon="plus" className="filter-form">
        <SelectField
          label={texts.clients.status}
          value={search.status ?? null}
          onChange={(id) => onChange(set(search, 'status', (id as ClientStatus | null) ?? ''))}
          options={clientStatuses.map((id) => ({ id, label: label('ClientStatus', id) }))}
          placeholder={texts.clients.anyone}
        />
        <SelectField
          label={texts.clients.kyc}
          value={search.kyc ?? null}
          onChange={(id) => onChange(set(search, 'kyc', (id as KycStatus | null) ?? ''))}
          options={kycStatuses.map((id) => ({ id, label: label('KycStatus', id) }))}
          placeholder={texts.clients.anyone}
        />
        {traders.length > 0 && (
          <SelectField
            label={texts.clients.owner}
            value={search.owner ?? null}
            onChange={(id) => onChange(set(search, 'owner', id ?? ''))}
            options={traders}
            placeholder={texts.clients.anyone}
          />
        )}
      </PopoverButton>
      {Object.keys(search).length > 0 && <Button tone="quiet" shortcut="Esc" onPress={() => onChange({})}>{texts.clients.clear}</Button>}
    </div>
  );
}

function set(search: ClientSearch, key: keyof ClientSearch, value: string): ClientSearch {
  const { [key]: _, ...rest } = search;
  return value === '' ? rest : { ...rest, [key]: value };
}
