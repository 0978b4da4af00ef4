import { HouseError, type MutationPayload, type RootOf, refusalsOf, rootOf } from '@qoricash/sdk';
import { useRef, useState } from 'react';
import { client } from './client.ts';
import { documentOf, type TypedText } from './documents.ts';
import { house } from './house.ts';
import { problemOfResult } from './transport.ts';

/** What became of an act. */
export type Outcome<Payload> =
  | { readonly ok: true; readonly payload: Payload }
  | { readonly ok: false; readonly payload: Payload | null; readonly errors: readonly HouseError[] };

/** Refusals of a form: those of its fields, by path, and one of the whole. */
export interface Refusals {
  readonly whole: string | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly codes: ReadonlySet<string>;
}

const none: Refusals = { whole: null, fields: {}, codes: new Set() };

/** Carries out a mutation. The cache takes what its payload shows, so the screen is right before this answers. */
export async function act<Data, Variables>(document: TypedText<Data, Variables>, variables: Variables & {}): Promise<Outcome<RootOf<Data>>> {
  const result = await client.mutation(documentOf(document) as never, variables as never);
  const { error } = result;
  const data = result.data as Data | null | undefined;
  const payload = data === undefined || data === null ? null : rootOf<Data>(data);
  if (error?.networkError instanceof HouseError) return { ok: false, payload, errors: [error.networkError] };
  const problem = problemOfResult(error);
  if (problem) return { ok: false, payload, errors: [new HouseError({ kind: 'program', ...problem })] };
  const errors = refusalsOf(payload as MutationPayload | null);
  if (errors.length > 0 || payload === null) return { ok: false, payload, errors };
  return { ok: true, payload };
}

/** Sorts refusals: what belongs to a field that the form shows, and the rest as one text. */
export function refusalsAt(errors: readonly HouseError[], fields: readonly string[]): Refusals {
  const atField: Record<string, string> = {};
  const whole: string[] = [];
  for (const { field, message } of errors) {
    const path = (field ?? []).join('.');
    const name = fields.find((one) => path === one || path.startsWith(`${one}.`));
    if (name === undefined) whole.push(message);
    else atField[name] ??= message;
  }
  return { whole: whole.length > 0 ? [...new Set(whole)].join(' ') : null, fields: atField, codes: new Set(errors.map(({ code }) => code)) };
}

/** One intent of a person: its key stays the same until what is sent changes or was done. */
export interface Acting<Payload, Input> {
  readonly isBusy: boolean;
  readonly refusals: Refusals;
  /** Sends it, once at a time; answers the payload when it was done, null when it was refused. */
  readonly send: (input: Input) => Promise<Payload | null>;
  /** The payload of the last refusal: it may have the way on. */
  readonly refused: Payload | null;
  readonly clear: () => void;
}

/** The state of a form that carries out a mutation with one `input` and an idempotency key. `fields` are the paths that the form shows. */
export function useAct<Data, Input extends { readonly idempotencyKey: string }>(
  document: TypedText<Data, { input: Input }>,
  fields: readonly string[] = [],
): Acting<RootOf<Data>, Omit<Input, 'idempotencyKey'>> {
  const intent = useRef(house.intent());
  return useActing(fields, async (input) => {
    const outcome = await act(document, { input: { ...input, idempotencyKey: intent.current.keyFor(input) } as unknown as Input });
    if (outcome.ok) intent.current.settle();
    return outcome;
  });
}

/** The same for the few mutations that take no key: those of the own session and password. */
export function usePlainAct<Data, Variables>(document: TypedText<Data, Variables>, fields: readonly string[] = []): Acting<RootOf<Data>, Variables & {}> {
  return useActing(fields, (variables) => act(document, variables));
}

function useActing<Payload, Input>(fields: readonly string[], run: (input: Input) => Promise<Outcome<Payload>>): Acting<Payload, Input> {
  const running = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState<Refusals>(none);
  const [refused, setRefused] = useState<Payload | null>(null);
  const send = async (input: Input): Promise<Payload | null> => {
    if (running.current) return null;
    running.current = true;
    setBusy(true);
    setRefusals(none);
    const outcome = await run(input);
    running.current = false;
    setBusy(false);
    setRefused(outcome.ok ? null : outcome.payload);
    if (outcome.ok) return outcome.payload;
    setRefusals(refusalsAt(outcome.errors, fields));
    return null;
  };
  return { isBusy, refusals, send, refused, clear: () => setRefusals(none) };
}
