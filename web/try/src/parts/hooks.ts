import type { Answer, Document, HouseError, VariablesAndOptions } from '@qoricash/sdk';
import { useCallback, useEffect, useRef, useState } from 'react';
import { house } from '../house.ts';

/** What a question was answered. */
export interface Asked<Data> {
  readonly data: Data | null;
  readonly fault: HouseError | null;
  /** Asks again. */
  readonly again: () => void;
}

/** Asks when the screen appears, and anew when the variables change. An answer that comes too late is dropped. */
export function useAnswer<Data, Variables>(document: Document<Data, Variables>, ...rest: VariablesAndOptions<Variables>): Asked<Data> {
  const key = JSON.stringify(rest[0] ?? null);
  const [turn, setTurn] = useState(0);
  const [found, setFound] = useState<{ readonly data: Data | null; readonly fault: HouseError | null }>({ data: null, fault: null });
  useEffect(() => {
    let isOver = false;
    void house.request(document, ...rest).then((answer) => {
      if (!isOver) setFound(answer.ok ? { data: answer.data, fault: null } : (before) => ({ ...before, fault: answer.error }));
    });
    return () => {
      isOver = true;
    };
    // The variables are told apart by what they say.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [document, key, turn]);
  return { ...found, again: useCallback(() => setTurn((before) => before + 1), []) };
}

const lookAgainEvery = 10_000;

/** Asks again while the page is looked at, and at once when something that was told changes. */
export function useWatch(again: () => void, told: unknown): void {
  const before = useRef(told);
  useEffect(() => {
    if (before.current !== told) again();
    before.current = told;
  }, [again, told]);
  useEffect(() => {
    const look = () => {
      if (!document.hidden) again();
    };
    const timer = setInterval(look, lookAgainEvery);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [again]);
}

/** Something that a person does: whether it is under way, and what it was refused with. */
export interface Act {
  readonly isBusy: boolean;
  readonly faults: readonly HouseError[];
  /** The refusal at a field, by its path in the input; null where there is none. */
  at(path: string): string | null;
  /** Refusals that stand at none of these fields. */
  besides(...paths: readonly string[]): readonly HouseError[];
  /** Carries it out once, however often the button is pressed; answers what became of it. */
  run<Data>(send: (key: (input: unknown) => string) => Promise<Answer<Data>>): Promise<Answer<Data> | null>;
  clear(): void;
}

/** Keeps one intent of a form. */
export function useAct(): Act {
  const [isBusy, setBusy] = useState(false);
  const [faults, setFaults] = useState<readonly HouseError[]>([]);
  const intent = useRef(house.intent());
  const running = useRef(false);
  const pathOf = ({ field }: HouseError) => (field ?? []).join('.');
  return {
    isBusy,
    faults,
    at: (path) => faults.find((fault) => pathOf(fault) === path)?.message ?? null,
    besides: (...paths) => faults.filter((fault) => !paths.includes(pathOf(fault))),
    async run(send) {
      if (running.current) return null;
      running.current = true;
      setBusy(true);
      try {
        const answer = await send((input) => intent.current.keyFor(input));
        setFaults(answer.errors);
        if (answer.ok) intent.current.settle();
        return answer;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    clear: () => setFaults([]),
  };
}
