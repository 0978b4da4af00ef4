import { Button, Card, DataTable, Empty, Failure, Icon, PopoverButton, SelectField, Skeleton, TextField } from '@qoricash/kit';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { InvoicesDocument } from '../../gql/graphql.ts';
import { useDeskEvents } from '../../house/deskStream.ts';
import { MoreRows } from '../../house/MoreRows.tsx';
import { usePages } from '../../house/pages.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { isRealDay } from '../audit/trail.ts';
import { invoiceColumns } from './columns.tsx';
import { fitsView, invoiceFilter, invoiceKinds, type InvoiceSearch, invoiceSort, type InvoiceView, invoiceViews } from './invoices.ts';

/** The documents of a view; each changes where it stands, and what comes into the view is read. */
export function InvoiceList({ search, onSearch }: { readonly search: InvoiceSearch; readonly onSearch: (search: InvoiceSearch) => void }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const navigate = useNavigate();
  const words = texts.invoices;
  const { view = 'look' } = search;
  const list = usePages(InvoicesDocument, { first: 50, filter: invoiceFilter(search), sort: invoiceSort(search) }, ({ invoices }) => invoices);
  useDeskEvents({
    onEvent: (event) => {
      if (event.__typename !== 'InvoiceEvent') return;
      const { invoice } = event;
      if (fitsView(view, invoice.status) && !list.rows.some(({ id }) => id === invoice.id)) list.again();
    },
    onReload: list.again,
  });
  const columns = useMemo(() => invoiceColumns(texts, label), [texts, label]);
  const [active, setActive] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const open = (id: string) => void navigate({ to: '/invoices/$id', params: { id } });
  const isFiltered = search.kind !== undefined || search.day !== undefined || search.text !== undefined;
  const clear = () => onSearch(view === 'look' ? {} : { view });
  useKeys(texts.screens.invoices, [
    { keys: 'j', label: texts.queue.keys.down, act: () => focusFirst(box.current), when: () => !isInTable(box.current) },
    { keys: 'Escape', label: words.clear, act: clear, when: () => isFiltered },
  ]);
  return (
    <div className="invoices-list" ref={box}>
      <nav className="view-tabs" aria-label={texts.queue.views}>
        {invoiceViews.map((one) => (
          <button key={one} type="button" className="view-tab" aria-current={one === view ? 'page' : undefined} onClick={() => onSearch(withView(search, one))}>
            {words.view[one]} {one === view && list.total !== null && <span className="tab-count">{list.total}</span>}
          </button>
        ))}
      </nav>
      <Filters search={search} onChange={onSearch} onClear={isFiltered ? clear : null} />
      {list.problem && <Failure message={list.problem.message} requestId={list.problem.requestId} onRetry={list.again} />}
      <Card flush>
        {list.isLoading && list.rows.length === 0 && <Skeleton rows={10} label={texts.common.loading} />}
        {!list.isLoading && list.rows.length === 0 && !list.problem && (
          <Empty icon="receipt" act={isFiltered && <Button shortcut="Esc" onPress={clear}>{words.clear}</Button>}>
            {isFiltered ? words.empty.filtered : words.empty[view]}
          </Empty>
        )}
        {list.rows.length > 0 && (
          <DataTable label={texts.screens.invoices} columns={columns} rows={list.rows} rowId={({ id }) => id} active={active} onActive={setActive} onOpen={open} />
        )}
      </Card>
      <MoreRows list={list} />
      <p className="muted small invoices-hint">{words.hint}</p>
    </div>
  );
}

const focusFirst = (box: HTMLElement | null): void => box?.querySelector<HTMLElement>('tbody tr[tabindex="0"]')?.focus();
const isInTable = (box: HTMLElement | null): boolean => box?.querySelector('table')?.contains(document.activeElement) ?? false;

function withView({ view: _, tab: __, ...rest }: InvoiceSearch, view: InvoiceView): InvoiceSearch {
  return view === 'look' ? rest : { ...rest, view };
}

/** What narrows a view: a text at once, kind and day as chips. */
function Filters({ search, onChange, onClear }: {
  readonly search: InvoiceSearch;
  readonly onChange: (search: InvoiceSearch) => void;
  readonly onClear: (() => void) | null;
}) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const words = texts.invoices;
  const [text, setText] = useState(search.text ?? '');
  useEffect(() => setText(search.text ?? ''), [search.text]);
  useEffect(() => {
    if (text === (search.text ?? '')) return;
    const later = setTimeout(() => onChange(without(search, 'text', text.trim())), 250);
    return () => clearTimeout(later);
  });
  const chips = ([['kind', words.kind, search.kind && label('InvoiceKind', search.kind)], ['day', words.day, search.day]] as const).filter(([, , value]) => value);
  return (
    <div className="filters">
      <input className="filter-text" type="search" aria-label={words.text} placeholder={words.text} value={text} onChange={(event) => setText(event.target.value)} />
      {chips.map(([key, name, value]) => (
        <button key={key} type="button" className="chip" onClick={() => onChange(without(search, key, ''))}>
          {name}: {value} <Icon name="close" /><span className="heard">{words.clear}</span>
        </button>
      ))}
      <PopoverButton label={words.filter} icon="plus" className="filter-form">
        <SelectField
          label={words.kind}
          value={search.kind ?? null}
          onChange={(id) => onChange(without(search, 'kind', id ?? ''))}
          options={invoiceKinds.map((id) => ({ id, label: label('InvoiceKind', id) }))}
          placeholder={words.anyKind}
        />
        <Day value={search.day} onChange={(day) => onChange(without(search, 'day', day))} />
      </PopoverButton>
      {onClear && <Button tone="quiet" shortcut="Esc" onPress={onClear}>{words.clear}</Button>}
    </div>
  );
}

function Day({ value, onChange }: { readonly value: string | undefined; readonly onChange: (day: string) => void }) {
  const words = useOfficeTexts().invoices;
  const [typed, setTyped] = useState(value ?? '');
  const isBad = typed.trim() !== '' && !isRealDay(typed.trim());
  return (
    <TextField
      label={words.day}
      value={typed}
      onChange={setTyped}
      hint={words.dayHint}
      error={isBad && typed.trim().length >= 10 ? words.badDay : null}
      onBlur={() => !isBad && onChange(typed.trim())}
    />
  );
}

function without(search: InvoiceSearch, key: 'text' | 'kind' | 'day', value: string): InvoiceSearch {
  const { [key]: _, ...rest } = search;
  return value === '' ? rest : { ...rest, [key]: value };
}
