import { hear, type ListRules, type ListState } from './list.ts';

/**
 * The reading of one list, while its rows go on changing. An answer is as old as the moment at which the house read it, so what was heard
 * since the question is heard once more over it; and a question that comes meanwhile is asked behind the one under way, which may have been
 * read before the reason for it.
 */
export class Reading<Row> {
  #heard: { readonly row: Row; readonly at: string }[] | null = null;
  #isWanted = false;

  /** Begins to read; false when that is under way, and has to be done once more then. */
  begin(): boolean {
    if (this.#heard) {
      this.#isWanted = true;
      return false;
    }
    this.#heard = [];
    return true;
  }

  /** Hears that a row is as it is now. */
  hear(row: Row, at: string): void {
    this.#heard?.push({ row, at });
  }

  /** The list that was answered, with what was heard meanwhile. */
  over(list: ListState, rules: ListRules<Row>, rows: (id: string) => Row | undefined): ListState {
    return (this.#heard ?? []).reduce((now, { row, at }) => hear(now, row, at, rules, rows), list);
  }

  /** Ends; answers whether it has to be done once more. */
  end(): boolean {
    const again = this.#isWanted;
    this.#heard = null;
    this.#isWanted = false;
    return again;
  }
}
