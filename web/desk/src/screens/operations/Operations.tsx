import { Button, ColumnChooser, chosenColumns, DataTable, Empty, Failure, Notice, Skeleton, Time, useColumns } from '@qoricash/kit';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { useViewer } from '../../app/viewer.tsx';
import { DeskCountersDocument, OperationTakeDocument } from '../../gql/graphql.ts';
import { act } from '../../house/act.ts';
import { useValue } from '../../house/ask.ts';
import { house } from '../../house/house.ts';
import { isCalm, waiting } from '../../live/list.ts';
import { mostRows, useRest } from '../../live/useLiveList.ts';
import { useLabel, useTexts } from '../../texts/texts.tsx';
import { OperationHead, OperationView } from '../operation/OperationView.tsx';
import { Batch, type BatchAct } from './Batch.tsx';
import { OperationBadge, queueColumns } from './columns.tsx';
import { Filters } from './Filters.tsx';
import { QuickAct, type QuickAction } from './QuickAct.tsx';
import { filtersOf, type OperationRow, parseQueueSearch, type QueueSearch, type View, views } from './rules.ts';
import { useQueue } from './useQueue.ts';
import './operations.css';

const columnsKey = 'qoricash-desk:queue-columns';

/** The queue of operations: live rows in a calm order, and what one does with them without leaving it. */
export default function Operations() {
  const texts = useTexts();
  const label = useLabel();
  const viewer = useViewer();
  const navigate = useNavigate();
  const search = parseQueueSearch(useSearch({ strict: false }));
  const view = search.view ?? (viewer.can.operationsSettle ? 'mine' : viewer.can.operationsCreate ? 'pending' : 'process');
  const me = viewer.staffMember?.id ?? '';
  const queue = useQueue(search, view, me);
  const all = useMemo(() => queueColumns(texts, label), [texts, label]);
  const [choice, setChoice] = useColumns(columnsKey, all);
  const columns = useMemo(() => chosenColumns(all, choice), [all, choice]);
  const [active, setActive] = useState<string | null>(null);
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  const [quick, setQuick] = useState<{ readonly action: QuickAction; readonly id: string } | null>(null);
  const [batch, setBatch] = useState<BatchAct | null>(null);
  const [lost, setLost] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useRest(queue, box);

  const go = (next: QueueSearch) => void navigate({ to: '/operations', search: next as never, replace: next.view === search.view });
  const select = (id: string) => setSelection((before) => toggled(before, id));
  const open = (id: string) => {
    queue.look(id);
    go({ ...search, open: id });
  };
  const standing = active !== null && queue.byId.has(active) ? active : (queue.list.ids[0] ?? null);
  const row = standing === null ? undefined : queue.byId.get(standing);
  const take = async (one: OperationRow) => {
    const outcome = await act(OperationTakeDocument, { input: { idempotencyKey: house.id(), operationId: one.id, expectedVersion: one.version } });
    if (outcome.ok) return setLost(null);
    const holder = outcome.payload?.operation?.operator?.name;
    setLost(`${one.code}: ${holder ? texts.queue.takenBy(holder) : outcome.errors.map(({ message }) => message).join(' ')}`);
  };
  const quickly = (action: QuickAction) => standing !== null && setQuick({ action, id: standing });
  const isBeside = search.open !== undefined;
  useKeys(texts.queue.title, [
    { keys: 'j', label: texts.queue.keys.down, act: () => focusFirst(box.current), when: () => !isInTable(box.current) },
    { keys: 'Enter', label: texts.queue.keys.panel, act: () => standing && open(standing), when: () => !isBeside && isInTable(box.current) },
    { keys: 'o', label: texts.queue.keys.page, act: () => standing && void navigate({ to: '/operations/$id', params: { id: standing } }), when: () => !isBeside },
    { keys: 'x', label: texts.kit.selectRow, act: () => standing && select(standing), when: () => !isBeside },
    { keys: 'c', label: `${texts.kit.copy} ${texts.common.code}`, act: () => row && void navigator.clipboard.writeText(row.code), when: () => !isBeside },
    { keys: 't', label: texts.acts.TAKE.verb, act: () => row && void take(row), when: () => !isBeside && viewer.can.operationsTake },
    { keys: 'r', label: texts.acts.REASSIGN.verb, act: () => quickly('REASSIGN'), when: () => !isBeside && viewer.can.operationsReassign },
    { keys: 'Shift+T', label: texts.acts.HAND_BACK.verb, act: () => quickly('HAND_BACK'), when: () => !isBeside && viewer.can.operationsSettle },
    { keys: 'h', label: texts.acts.HOLD.verb, act: () => quickly('HOLD'), when: () => !isBeside && viewer.can.operationsHold },
    { keys: 'b', label: texts.queue.takeAll, act: () => setBatch(viewer.can.operationsTake ? 'TAKE' : 'REASSIGN'), when: () => !isBeside && selection.size > 0 },
    { keys: '.', label: texts.queue.pause, act: () => queue.pause(!queue.isPaused) },
    { keys: 'Shift+N', label: texts.queue.apply, act: queue.apply },
    { keys: 'Escape', label: texts.queue.clear, act: () => escape(search, selection, go, () => setSelection(new Set())) },
  ]);

  const hasFilters = Object.keys(filtersOf(search)).length > 0;
  return (
    <div className={isBeside ? 'queue queue-beside' : 'queue'}>
      <div className="queue-list" ref={box}>
        <div className="queue-head">
          <ViewTabs view={view} onView={(next) => go({ ...filtersOf(search), view: next })} />
          <ColumnChooser columns={all} choice={choice} onChange={setChoice} />
        </div>
        <div className="queue-bar">
          <Filters search={search} onChange={go} />
          <Pill queue={queue} />
        </div>
        {lost && <Notice tone="warn" role="alert" act={<Button tone="quiet" icon="close" label={texts.common.close} onPress={() => setLost(null)} />}>{lost}</Notice>}
        {queue.problem && <Failure message={queue.problem.message} requestId={queue.problem.requestId} onRetry={queue.apply} />}
        {selection.size > 0 && (
          <div className="button-row queue-selection" role="status">
            <strong>{texts.queue.selected(selection.size)}</strong>
            {viewer.can.operationsTake && <Button shortcut="b" onPress={() => setBatch('TAKE')}>{texts.queue.takeAll}</Button>}
            {viewer.can.operationsReassign && <Button onPress={() => setBatch('REASSIGN')}>{texts.queue.reassignAll}</Button>}
            <Button tone="quiet" onPress={() => setSelection(new Set())}>{texts.queue.clearSelection}</Button>
          </div>
        )}
        {queue.isLoading && queue.rows.length === 0 && <Skeleton rows={12} label={texts.common.loading} />}
        {!queue.isLoading && queue.list.ids.length === 0 && !queue.problem && <Nothing view={view} filtered={hasFilters} onView={(next) => go({ view: next })} />}
        {queue.rows.length > 0 && (
          <DataTable
            label={texts.queue.title}
            columns={columns}
            rows={queue.rows}
            rowId={idOf}
            active={active}
            onActive={setActive}
            onOpen={open}
            selection={selection}
            onSelect={select}
            goneNote={(one) => goneNote(one, queue.list.left, texts)}
            mark={(one) => (queue.recovered.has(one.id) ? texts.queue.recovered : undefined)}
            onResize={(column, width) => setChoice({ ...choice, widths: { ...choice.widths, [column]: width } })}
          />
        )}
        {queue.list.hasMore && (
          <div className="queue-more">
            {queue.list.ids.length >= mostRows ? <p className="muted">{texts.queue.tooMany}</p> : <Button onPress={queue.more}>{texts.common.more50}</Button>}
          </div>
        )}
        <p className="queue-hint muted small">{texts.queue.hint}</p>
      </div>
      {search.open && <Panel key={search.open} id={search.open} onClose={() => go(closed(search))} />}
      {quick && <QuickAct {...quick} onClose={() => setQuick(null)} />}
      {batch && <Batch action={batch} ids={[...selection]} onClose={() => setBatch(null)} onDone={() => setSelection(new Set())} />}
    </div>
  );
}

const closed = ({ open: _, ...rest }: QueueSearch): QueueSearch => rest;
const idOf = ({ id }: OperationRow): string => id;

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Escape closes what is open, then lets go of what is chosen, then clears the filters. */
function escape(search: QueueSearch, selection: ReadonlySet<string>, go: (next: QueueSearch) => void, release: () => void): void {
  const { open, ...rest } = search;
  if (open) go(rest);
  else if (selection.size > 0) release();
  else go({ ...(search.view && { view: search.view }) });
}

const isInTable = (box: HTMLElement | null): boolean => box?.querySelector('table')?.contains(document.activeElement) ?? false;
const focusFirst = (box: HTMLElement | null): void => box?.querySelector<HTMLElement>('tbody tr[tabindex="0"]')?.focus();

function goneNote(row: OperationRow, left: ReadonlyMap<string, { readonly at: string }>, texts: ReturnType<typeof useTexts>): ReactNode {
  const gone = left.get(row.id);
  if (!gone) return null;
  return <><OperationBadge row={row} texts={texts} /> <Time at={gone.at} /> · {texts.queue.left}</>;
}

const counterOf = { mine: 'operationsMine', unassigned: 'operationsUnassigned', pending: 'operationsAwaitingDeposit', process: 'operationsInProcess', held: 'operationsOnHold' } as const;

/** Views as tabs; their numbers are the house's and never those of what is loaded. */
function ViewTabs({ view, onView }: { readonly view: View; readonly onView: (view: View) => void }) {
  const texts = useTexts();
  const counters = useValue(DeskCountersDocument, {})?.deskCounters;
  const tabs = useRef<HTMLElement>(null);
  // On a telephone the tabs are wider than their window.
  useEffect(() => {
    tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [view]);
  return (
    <nav className="view-tabs" aria-label={texts.queue.views} ref={tabs}>
      {views.map((one) => {
        const count = one in counterOf ? counters?.[counterOf[one as keyof typeof counterOf]] : undefined;
        return (
          <a
            key={one}
            href={`?view=${one}`}
            className="view-tab"
            aria-current={one === view ? 'page' : undefined}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              onView(one);
            }}
          >
            {texts.queue.view[one]} {count != null && <span className="tab-count">{count}</span>}
          </a>
        );
      })}
    </nav>
  );
}

/** How many of how many, and what waits until the list is asked for anew. */
function Pill({ queue }: { readonly queue: ReturnType<typeof useQueue> }) {
  const texts = useTexts();
  const { list, isPaused } = queue;
  const { fresh, left, moved } = waiting(list);
  const parts = [fresh > 0 && texts.queue.arrived(fresh), left > 0 && texts.queue.gone(left), moved > 0 && texts.queue.moved(moved), list.isDoubtful && texts.queue.doubtful];
  return (
    <span className="queue-pill">
      {list.total !== null && <span className="muted">{texts.common.of(list.ids.length, String(list.total))}</span>}
      {isPaused && <Button shortcut="." onPress={() => queue.pause(false)}>{texts.queue.resume}</Button>}
      {!isCalm(list) && <Button shortcut="Shift+N" onPress={queue.apply}>{parts.filter(Boolean).join(' · ')}</Button>}
    </span>
  );
}

function Nothing({ view, filtered, onView }: { readonly view: View; readonly filtered: boolean; readonly onView: (view: View) => void }) {
  const texts = useTexts();
  const counters = useValue(DeskCountersDocument, {})?.deskCounters;
  if (filtered) return <Empty act={<Button shortcut="Esc" onPress={() => onView(view)}>{texts.queue.clear}</Button>}>{texts.queue.empty.filtered}</Empty>;
  if (view !== 'mine') return <Empty>{texts.queue.empty[view]}</Empty>;
  return (
    <Empty act={<Button onPress={() => onView('unassigned')}>{texts.queue.view.unassigned}</Button>}>
      {texts.queue.empty.mine(counters?.operationsUnassigned ?? null)}
    </Empty>
  );
}

function Panel({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const texts = useTexts();
  const navigate = useNavigate();
  const page = () => void navigate({ to: '/operations/$id', params: { id } });
  useKeys(texts.screens.operation, [{ keys: 'o', label: texts.queue.keys.page, act: page }]);
  return (
    <aside className="queue-panel" aria-label={texts.screens.operation}>
      <OperationView
        id={id}
        head={(operation) => (
          <div className="panel-head">
            {operation && <OperationHead operation={operation} />}
            <Button tone="quiet" icon="right" label={texts.queue.keys.page} onPress={page} />
            <Button tone="quiet" icon="close" label={texts.common.close} onPress={onClose} />
          </div>
        )}
      />
    </aside>
  );
}
