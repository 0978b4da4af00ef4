import type { ReactNode } from 'react';

/** A column of a DataTable. */
export interface Column<Row> {
  readonly id: string;
  readonly head: string;
  /** Width in pixels: what is frozen needs it to stand beside its neighbour; others take it as the least. */
  readonly width: number;
  readonly cell: (row: Row) => ReactNode;
  /** What is watched: when it differs from what it was, the cell lights up once. */
  readonly watch?: (row: Row) => string;
  readonly align?: 'end';
  /** Stays in sight when the table is moved sideways; such columns come first and cannot be hidden. */
  readonly frozen?: boolean;
  /** Not shown until it is chosen. */
  readonly optional?: boolean;
  /** Where it stands in the card that a row becomes on a phone; left out, it is not on the card. */
  readonly card?: 'title' | 'state' | 'first' | 'second';
}

/** Which columns a person wants, in which order and how wide; kept in the browser, it holds no data. */
export interface ColumnChoice {
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
}

/** What a table shows before anybody chose. */
export function defaultChoice(columns: readonly Column<never>[]): ColumnChoice {
  return { order: columns.map(({ id }) => id), hidden: columns.filter(({ optional }) => optional).map(({ id }) => id), widths: {} };
}

/** The columns as they were chosen. New ones stand where they are defined; frozen ones first, whatever was kept. */
export function chosenColumns<Row>(columns: readonly Column<Row>[], choice: ColumnChoice): readonly Column<Row>[] {
  const place = new Map(choice.order.map((id, index) => [id, index]));
  const natural = new Map(columns.map(({ id }, index) => [id, index]));
  const rank = (column: Column<Row>) => place.get(column.id) ?? natural.get(column.id) ?? 0;
  const hidden = new Set(choice.hidden);
  const known = new Set(choice.order);
  return columns
    .filter((column) => column.frozen || (known.has(column.id) ? !hidden.has(column.id) : !column.optional))
    .toSorted((one, other) => Number(other.frozen ?? false) - Number(one.frozen ?? false) || rank(one) - rank(other))
    .map((column) => ({ ...column, width: choice.widths[column.id] ?? column.width }));
}

/** Moves a column one place to the left (-1) or right (1) among those that are not frozen. */
export function moveColumn(choice: ColumnChoice, columns: readonly Column<never>[], id: string, by: -1 | 1): ColumnChoice {
  const loose = columns.filter(({ frozen }) => !frozen).map((column) => column.id);
  const order = [...new Set([...choice.order, ...columns.map((column) => column.id)])];
  const looseOrder = order.filter((one) => loose.includes(one));
  const from = looseOrder.indexOf(id);
  const other = looseOrder[from + by];
  if (from < 0 || other === undefined) return choice;
  const swapped = order.map((one) => (one === id ? other : one === other ? id : one));
  return { ...choice, order: swapped };
}

/** Shows a hidden column, or hides one that is shown. */
export function toggleColumn(choice: ColumnChoice, id: string): ColumnChoice {
  const hidden = choice.hidden.includes(id) ? choice.hidden.filter((one) => one !== id) : [...choice.hidden, id];
  const order = choice.order.includes(id) ? choice.order : [...choice.order, id];
  return { ...choice, order, hidden };
}

/** Reads what was kept; what cannot be read is as if nothing had been. */
export function parseChoice(kept: string | null, columns: readonly Column<never>[]): ColumnChoice {
  const fallback = defaultChoice(columns);
  if (!kept) return fallback;
  try {
    const read = JSON.parse(kept) as Partial<ColumnChoice> | null;
    const texts = (value: unknown): value is string[] => Array.isArray(value) && value.every((one) => typeof one === 'string');
    if (!read || !texts(read.order) || !texts(read.hidden)) return fallback;
    const widths = Object.entries(read.widths ?? {}).filter(([, width]) => Number.isFinite(width));
    return { order: read.order, hidden: read.hidden, widths: Object.fromEntries(widths) };
  } catch {
    return fallback;
  }
}
