import { type KeyboardEvent, memo, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { CheckField } from './Check.tsx';
import type { Column } from './columns.ts';
import { useKitWords } from './words.tsx';

export interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** The row that the keyboard stands on; the screen keeps it, so that it survives what is opened over it. */
  readonly active: string | null;
  readonly onActive: (id: string) => void;
  readonly onOpen?: (id: string) => void;
  readonly selection?: ReadonlySet<string>;
  readonly onSelect?: (id: string) => void;
  /** In place of the cells after the first, for a row that does not belong here any more. */
  readonly goneNote?: (row: Row) => ReactNode | null;
  /** Marks a row, as those are that came while the line was down. */
  readonly mark?: (row: Row) => string | undefined;
  /** Widths that a person draws: given, the heads have a handle. */
  readonly onResize?: (column: string, width: number) => void;
  readonly density?: 'dense' | 'normal' | 'roomy';
}

const groupSize = 50;

/**
 * A table of rows that change in place. It keeps the semantics of a table: rows and cells can be read, selected and
 * copied. One row is in the tab order; j, k and the arrows walk, Enter opens, x selects. It neither sorts nor filters:
 * the server does, and the order is the caller's.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowId, active, onActive, onOpen, selection, onSelect, goneNote, mark, onResize, density = 'normal' } = props;
  const words = useKitWords();
  const table = useRef<HTMLTableElement>(null);
  const ids = rows.map(rowId);
  const standing = active !== null && ids.includes(active) ? active : (ids[0] ?? null);
  useNeighbour(ids, active, onActive, table);

  const walk = (event: KeyboardEvent<HTMLTableElement>) => {
    if (!(event.target instanceof HTMLTableRowElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    const from = standing === null ? -1 : ids.indexOf(standing);
    const to = target(event.key, from, ids.length);
    const next = to === null ? undefined : ids[to];
    if (next !== undefined) {
      event.preventDefault();
      onActive(next);
      focusRow(table.current, next);
    } else if (event.key === 'Enter' && standing !== null && onOpen) {
      event.preventDefault();
      onOpen(standing);
    } else if (event.key === 'x' && standing !== null && onSelect) {
      event.preventDefault();
      onSelect(standing);
    }
  };

  const offsets = frozenOffsets(columns, Boolean(selection));
  const groups = Array.from({ length: Math.ceil(rows.length / groupSize) }, (_, place) => rows.slice(place * groupSize, (place + 1) * groupSize));
  return (
    <div className={`table-frame table-${density}`}>
      <table ref={table} className="table" aria-label={label} onKeyDown={walk}>
        <thead>
          <tr>
            {selection && <th className="cell-check frozen" scope="col"><span className="heard">{words.selectRow}</span></th>}
            {columns.map((column, place) => (
              <Head key={column.id} column={column} left={offsets[place]} {...(onResize && { onResize })} />
            ))}
          </tr>
        </thead>
        {groups.map((group, place) => (
          <tbody key={place} {...(group.length === groupSize && { className: 'row-group-full' })}>
            {group.map((row) => {
              const id = rowId(row);
              return (
                <Line
                  key={id}
                  row={row}
                  id={id}
                  columns={columns}
                  offsets={offsets}
                  standing={id === standing}
                  selected={selection ? selection.has(id) : null}
                  gone={goneNote?.(row) ?? null}
                  mark={mark?.(row)}
                  selectWord={words.selectRow}
                  onActive={onActive}
                  onOpen={onOpen}
                  onSelect={onSelect}
                />
              );
            })}
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface LineProps<Row> {
  readonly row: Row;
  readonly id: string;
  readonly columns: readonly Column<Row>[];
  readonly offsets: readonly (number | undefined)[];
  readonly standing: boolean;
  readonly selected: boolean | null;
  readonly gone: ReactNode | null;
  readonly mark: string | undefined;
  readonly selectWord: string;
  readonly onActive: (id: string) => void;
  readonly onOpen: ((id: string) => void) | undefined;
  readonly onSelect: ((id: string) => void) | undefined;
}

function LineOf<Row>({ row, id, columns, offsets, standing, selected, gone, mark, selectWord, onActive, onOpen, onSelect }: LineProps<Row>) {
  const [first, ...rest] = columns;
  const classes = `line${selected ? ' line-selected' : ''}${gone ? ' line-gone' : ''}`;
  return (
    <tr
      className={classes}
      data-row={id}
      tabIndex={standing ? 0 : -1}
      aria-selected={selected ?? undefined}
      onFocus={() => onActive(id)}
      onDoubleClick={() => onOpen?.(id)}
    >
      {selected !== null && (
        <td className="cell-check frozen">
          <CheckField checked={selected} onChange={() => onSelect?.(id)} label={`${selectWord} ${id}`} />
        </td>
      )}
      {first && (
        <td {...place(first, offsets[0])}>
          {mark && <span className="line-mark" title={mark}><span className="heard">{mark}</span></span>}
          {first.cell(row)}
        </td>
      )}
      {gone ? <td className="cell-gone" colSpan={rest.length}>{gone}</td> : rest.map((column, index) => (
        <Cell key={column.id} column={column} left={offsets[index + 1]} watched={column.watch?.(row)}>{column.cell(row)}</Cell>
      ))}
    </tr>
  );
}

// React.memo forgets the type parameter of what it wraps.
const Line = memo(LineOf) as typeof LineOf;

function Cell<Row>({ column, left, watched, children }: {
  readonly column: Column<Row>;
  readonly left: number | undefined;
  readonly watched: string | undefined;
  readonly children: ReactNode;
}) {
  const cell = useRef<HTMLTableCellElement>(null);
  const before = useRef(watched);
  useEffect(() => {
    if (before.current === watched) return;
    before.current = watched;
    blink(cell.current);
  }, [watched]);
  return <td ref={cell} {...place(column, left)}>{children}</td>;
}

/** Lights a cell up once, so that the eye finds what changed. */
function blink(cell: HTMLElement | null): void {
  if (!cell || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  cell.animate([{ backgroundColor: 'var(--accent-soft)' }, { backgroundColor: 'var(--accent-soft)', offset: 0.6 }, {}], { duration: 1_200 });
}

function Head<Row>({ column, left, onResize }: {
  readonly column: Column<Row>;
  readonly left: number | undefined;
  readonly onResize?: (column: string, width: number) => void;
}) {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  return (
    <th scope="col" {...place(column, left)}>
      {column.head}
      {onResize && (
        <span
          className="resize"
          aria-hidden="true"
          onPointerDown={(event) => {
            event.preventDefault();
            event.currentTarget.setPointerCapture(event.pointerId);
            start.current = { x: event.clientX, width: column.width };
          }}
          onPointerMove={(event) => {
            const from = start.current;
            if (from) onResize(column.id, Math.max(56, Math.round(from.width + event.clientX - from.x)));
          }}
          onPointerUp={() => {
            start.current = null;
          }}
        />
      )}
    </th>
  );
}

function place<Row>(column: Column<Row>, left: number | undefined) {
  const classes = [column.align === 'end' && 'cell-end', column.frozen && 'frozen', column.card && `card-${column.card}`].filter(Boolean).join(' ');
  return {
    ...(classes && { className: classes }),
    style: { minWidth: column.width, ...(column.frozen && { width: column.width, maxWidth: column.width, left }) },
  };
}

function frozenOffsets<Row>(columns: readonly Column<Row>[], checks: boolean): readonly (number | undefined)[] {
  let left = checks ? 34 : 0;
  return columns.map((column) => {
    if (!column.frozen) return undefined;
    const here = left;
    left += column.width;
    return here;
  });
}

function target(key: string, from: number, count: number): number | null {
  switch (key) {
    case 'j': case 'ArrowDown': return from + 1 < count ? from + 1 : null;
    case 'k': case 'ArrowUp': return from > 0 ? from - 1 : null;
    case 'Home': return count > 0 ? 0 : null;
    case 'End': return count > 0 ? count - 1 : null;
    default: return null;
  }
}

function focusRow(table: HTMLTableElement | null, id: string): void {
  const row = table?.querySelector<HTMLTableRowElement>(`tr[data-row="${CSS.escape(id)}"]`);
  row?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}

/** When the row that the keyboard stood on goes, its neighbour takes the focus: it never falls back to the page. */
function useNeighbour(ids: readonly string[], active: string | null, onActive: (id: string) => void, table: { readonly current: HTMLTableElement | null }): void {
  const last = useRef<{ readonly place: number; readonly focused: boolean }>({ place: -1, focused: false });
  useLayoutEffect(() => {
    if (active !== null && ids.includes(active)) {
      last.current = { place: ids.indexOf(active), focused: table.current?.contains(document.activeElement) ?? false };
      return;
    }
    const next = ids[Math.min(last.current.place, ids.length - 1)];
    if (active === null || last.current.place < 0 || next === undefined) return;
    onActive(next);
    if (last.current.focused) focusRow(table.current, next);
  });
}
