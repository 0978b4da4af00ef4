/** How rows of one list belong together. Both rules are the server's, told again: a test compares them with its answers. */
export interface ListRules<Row> {
  readonly id: (row: Row) => string;
  /** Whether a row belongs to the list; null where that cannot be told here, as with a text that is searched for. */
  readonly fits: (row: Row) => boolean | null;
  /** Below zero when the first row stands above the second. */
  readonly compare: (one: Row, other: Row) => number;
}

/** What happened to a row that does not belong to the list any more, and since when, for the screen's clock. */
export interface Left {
  readonly at: string;
}

/**
 * A list that is live and calm: its order is what was last asked for. Rows change in place; who comes, goes or moves waits in
 * `fresh`, `left` and `moved` until the list is asked for again.
 */
export interface ListState {
  readonly ids: readonly string[];
  readonly fresh: ReadonlySet<string>;
  readonly left: ReadonlyMap<string, Left>;
  readonly moved: ReadonlySet<string>;
  /** Something changed that only the server can judge. */
  readonly isDoubtful: boolean;
  readonly total: number | null;
  readonly endCursor: string | null;
  readonly hasMore: boolean;
}

export const emptyList: ListState = {
  ids: [], fresh: new Set(), left: new Map(), moved: new Set(), isDoubtful: false, total: null, endCursor: null, hasMore: false,
};

/** A page as the server answers it. */
export interface ListPage {
  readonly ids: readonly string[];
  readonly endCursor: string | null;
  readonly hasMore: boolean;
  /** Left out where it was not counted again. */
  readonly total?: number | null;
}

/** The list as it was answered: what waited is in it. */
export const listOf = (page: ListPage, before: ListState = emptyList): ListState => ({
  ...emptyList, ids: page.ids, endCursor: page.endCursor, hasMore: page.hasMore, total: page.total ?? before.total,
});

/** The list with a further page. A row that moved between two pages stands once, where it stood first. */
export function withPage(list: ListState, page: ListPage): ListState {
  const known = new Set(list.ids);
  return { ...list, ids: [...list.ids, ...page.ids.filter((id) => !known.has(id))], endCursor: page.endCursor, hasMore: page.hasMore };
}

/** Hears that a row is as it is now. `rows` answers what the list shows of its ids. */
export function hear<Row>(list: ListState, row: Row, at: string, rules: ListRules<Row>, rows: (id: string) => Row | undefined): ListState {
  const id = rules.id(row);
  const fits = rules.fits(row);
  const place = list.ids.indexOf(id);
  if (fits === null) return list.isDoubtful ? list : { ...list, isDoubtful: true };
  if (place < 0) return fits ? arrive(list, row, rules, rows) : withoutFresh(list, id);
  if (!fits) return list.left.has(id) ? list : { ...list, left: new Map(list.left).set(id, { at }), moved: without(list.moved, id) };
  const left = new Map(list.left);
  const wasLeft = left.delete(id);
  const moved = stands(list, place, row, rules, rows) ? without(list.moved, id) : new Set(list.moved).add(id);
  return wasLeft || moved.size !== list.moved.size || moved.has(id) !== list.moved.has(id) ? { ...list, left, moved } : list;
}

/** How many rows wait: who came, who goes, who moves. */
export const waiting = (list: ListState): { readonly fresh: number; readonly left: number; readonly moved: number } =>
  ({ fresh: list.fresh.size, left: list.left.size, moved: list.moved.size });

export const isCalm = (list: ListState): boolean => list.fresh.size + list.left.size + list.moved.size === 0 && !list.isDoubtful;

/** Who belongs below the last row moves nothing, and stands there at once; who belongs higher waits. */
function arrive<Row>(list: ListState, row: Row, rules: ListRules<Row>, rows: (id: string) => Row | undefined): ListState {
  const id = rules.id(row);
  if (list.fresh.has(id)) return list;
  const lastId = list.ids.at(-1);
  const last = lastId === undefined ? undefined : rows(lastId);
  const isBelow = !list.hasMore && (lastId === undefined || (last !== undefined && rules.compare(last, row) < 0));
  const total = list.total === null ? null : list.total + 1;
  return isBelow ? { ...list, ids: [...list.ids, id], total } : { ...list, fresh: new Set(list.fresh).add(id) };
}

/** Whether a row still stands between its neighbours, as far as these stay. */
function stands<Row>(list: ListState, place: number, row: Row, rules: ListRules<Row>, rows: (id: string) => Row | undefined): boolean {
  const neighbour = (step: 1 | -1): Row | undefined => {
    for (let at = place + step; at >= 0 && at < list.ids.length; at += step) {
      const id = list.ids[at];
      if (id !== undefined && !list.left.has(id)) return rows(id);
    }
    return undefined;
  };
  const above = neighbour(-1);
  const below = neighbour(1);
  return (above === undefined || rules.compare(above, row) <= 0) && (below === undefined || rules.compare(row, below) <= 0);
}

function withoutFresh(list: ListState, id: string): ListState {
  return list.fresh.has(id) ? { ...list, fresh: without(list.fresh, id) } : list;
}

function without(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  if (!set.has(id)) return set;
  const rest = new Set(set);
  rest.delete(id);
  return rest;
}
