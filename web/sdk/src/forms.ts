/**
 * Refusals of the house at the fields of a form. The shapes are those of react-hook-form; other libraries are told by the same call.
 *
 * @module
 */
import type { HouseError } from './errors.ts';

/** `setError` of react-hook-form, or whatever shows a text at a field. */
export type SetError = {
  /** Shows a text at a field of the form. */
  call(name: never, error: { readonly type: string; readonly message: string }): void;
}['call'];

/** Where the fields of a form are in the input of the mutation. */
export interface FormErrorOptions {
  /** Path of the input below which the form's fields stand, for a form that is a part of an input. */
  readonly below?: readonly string[];
  /** The form's name of a path in the input, where they differ: `{ 'amount.pay.amount': 'amount' }`. */
  readonly names?: Readonly<Record<string, string>>;
  /** The form's fields by their names, with all below them; what is about another is shown at `root.server`. Left out, every field counts. */
  readonly fields?: readonly string[];
}

/**
 * Shows each refusal at its field, in one line: `toFormErrors(answer.errors, form.setError)`. What is about no single field, or about none of
 * this form, is shown at `root.server`; several at one place are shown as one text. Paths are joined by dots, as react-hook-form spells them.
 * Answers how many were shown at a field.
 */
export function toFormErrors(errors: readonly HouseError[], setError: SetError, options: FormErrorOptions = {}): number {
  const show = setError as (name: string, error: { type: string; message: string }) => void;
  const below = (options.below ?? []).join('.');
  const places = new Map<string, { readonly type: string; readonly message: string }>();
  let atFields = 0;
  for (const { code, field, message } of errors) {
    const path = (field ?? []).join('.');
    const inside = below === '' ? path : path.startsWith(`${below}.`) ? path.slice(below.length + 1) : '';
    const name = options.names?.[path] ?? options.names?.[inside] ?? inside;
    const isOwn = name !== '' && (options.fields?.some((own) => name === own || name.startsWith(`${own}.`)) ?? true);
    if (isOwn) atFields += 1;
    const place = isOwn ? name : 'root.server';
    const before = places.get(place);
    places.set(place, before ? { ...before, message: `${before.message} ${message}` } : { type: code, message });
  }
  for (const [place, error] of places) show(place, error);
  return atFields;
}
