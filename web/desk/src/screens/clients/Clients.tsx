import { Button, ColumnChooser, chosenColumns, DataTable, Empty, Failure, Notice, Skeleton, useColumns } from '@qoricash/kit';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { useViewer } from '../../app/viewer.tsx';
import { MoreRows } from '../../house/MoreRows.tsx';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { ClientFilters } from './ClientFilters.tsx';
import { type ClientRow, type ClientSearch, parseClientSearch } from './clients.ts';
import { clientColumns } from './columns.tsx';
import { ReassignDialog } from './ReassignDialog.tsx';
import { useClients } from './useClients.ts';
import './clients.css';

const columnsKey = 'qoricash-desk:client-columns';

/** The clients that this person may see, newest first. */
export default function Clients() {
  const texts = useOfficeTexts();
  const label = useLabel();
  const navigate = useNavigate();
  const { can, permissions } = useViewer();
  const search = parseClientSearch(useSearch({ strict: false }));
  const list = useClients(search);
  const all = useMemo(() => clientColumns(texts, label), [texts, label]);
  const [choice, setChoice] = useColumns(columnsKey, all);
  const columns = useMemo(() => chosenColumns(all, choice), [all, choice]);
  const [active, setActive] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isMoving, setMoving] = useState(false);
  const [told, setTold] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);

  const go = (next: ClientSearch) => {
    setTold(null);
    void navigate({ to: '/clients', search: next as never, replace: true });
  };
  const open = (id: string) => void navigate({ to: '/clients/$id', params: { id } });
  const toggle = (id: string) => setChosen((before) => {
    const next = new Set(before);
    if (!next.delete(id)) next.add(id);
    return next;
  });
  const isFiltered = Object.keys(search).length > 0;
  const standing = list.rows.find(({ id }) => id === active) ?? list.rows[0];
  useKeys(texts.screens.clients, [
    { keys: 'j', label: texts.queue.keys.down, act: () => box.current?.querySelector<HTMLElement>('tbody tr[tabindex="0"]')?.focus(), when: () => !inTable(box.current) },
    { keys: 'o', label: texts.queue.keys.page, act: () => standing && open(standing.id), when: () => !isMoving },
    { keys: 'x', label: texts.kit.selectRow, act: () => standing && toggle(standing.id), when: () => can.clientsReassign && !isMoving && !inTable(box.current) },
    {
      keys: 'c', label: `${texts.kit.copy} ${texts.clients.copyName}`, act: () => standing && void navigator.clipboard.writeText(standing.fullName),
      when: () => !isMoving,
    },
    { keys: 'r', label: texts.clients.act.REASSIGN, act: () => setMoving(true), when: () => can.clientsReassign && chosen.size > 0 && !isMoving },
    { keys: 'Shift+N', label: texts.clients.refresh, act: list.again },
    {
      keys: 'Escape', label: texts.clients.clear, act: () => (chosen.size > 0 ? setChosen(new Set()) : go({})),
      when: () => !isMoving && (chosen.size > 0 || isFiltered),
    },
  ]);

  const isEmpty = !list.isLoading && list.rows.length === 0 && !list.problem;
  const isPortfolio = permissions.some(({ permission, reach }) => permission === 'CLIENTS_READ' && reach === 'PORTFOLIO');
  return (
    <div className="screen" ref={box}>
      <div className="screen-head">
        <h1>{texts.screens.clients}</h1>
        <ClientFilters search={search} onChange={go} />
        <span className="button-row">
          {list.isChanged && <Button shortcut="Shift+N" onPress={list.again}>{texts.clients.changed}</Button>}
          <ColumnChooser columns={all} choice={choice} onChange={setChoice} />
        </span>
      </div>
      {told && <Notice tone="good" role="status">{told}</Notice>}
      {list.problem && <Failure message={list.problem.message} requestId={list.problem.requestId} onRetry={list.again} />}
      {chosen.size > 0 && (
        <div className="button-row" role="status">
          <strong>{texts.clients.chosen(chosen.size)}</strong>
          <Button shortcut="r" onPress={() => setMoving(true)}>{texts.clients.act.REASSIGN}</Button>
          <Button tone="quiet" onPress={() => setChosen(new Set())}>{texts.clients.release}</Button>
        </div>
      )}
      {list.isLoading && list.rows.length === 0 && <Skeleton rows={12} label={texts.common.loading} />}
      {isEmpty && (
        <Empty icon="people" act={isFiltered && <Button shortcut="Esc" onPress={() => go({})}>{texts.clients.clear}</Button>}>
          {isFiltered ? texts.clients.empty.filtered : isPortfolio ? texts.clients.empty.portfolio : texts.clients.empty.all}
        </Empty>
      )}
      {list.rows.length > 0 && (
        <DataTable
          label={texts.screens.clients}
          columns={columns}
          rows={list.rows}
          rowId={idOf}
          active={active}
          onActive={setActive}
          onOpen={open}
          {...(can.clientsReassign && { selection: chosen, onSelect: toggle })}
          onResize={(column, width) => setChoice({ ...choice, widths: { ...choice.widths, [column]: width } })}
        />
      )}
      <MoreRows list={list} />
      <p className="muted small client-hint">{texts.clients.hint}</p>
      {isMoving && (
        <ReassignDialog
          clients={list.rows.filter(({ id }) => chosen.has(id))}
          onClose={() => setMoving(false)}
          onDone={(moved) => {
            setMoving(false);
            setChosen(new Set());
            setTold(texts.clients.reassign.moved(moved));
          }}
        />
      )}
    </div>
  );
}

const idOf = ({ id }: ClientRow): string => id;
const inTable = (box: HTMLElement | null): boolean => box?.querySelector('table')?.contains(document.activeElement) ?? false;
