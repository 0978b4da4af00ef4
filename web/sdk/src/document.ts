import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';

/** A parsed document, as far as its text can be found again. */
export interface ParsedDocument {
  readonly loc?: { readonly source: { readonly body: string } };
}

/** A document that is its text, with its types beside it. */
export interface WrittenDocument {
  /** The text. */
  toString(): string;
}

/**
 * A document and what it asks for and answers. What graphql-codegen makes of a document fits, as strings or parsed; a plain
 * string does too, and says nothing of its types.
 */
export type Document<Result = unknown, Variables = Record<string, unknown>> =
  | string
  | ((ParsedDocument | WrittenDocument) & DocumentTypeDecoration<Result, Variables>);

/** What kind of operation a document begins, and its name. */
export interface OperationHead {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly name: string | null;
}

/** The text of a document. A parsed one without its source is refused: nothing here prints a tree. */
export function textOf(document: Document<unknown, never>): string {
  if (typeof document === 'string') return document;
  const { loc } = document as ParsedDocument;
  if (loc) return loc.source.body;
  const text = String(document);
  if (!/[{]/.test(text)) throw new Error('The document has no text: make documents as strings, or parse them with their source.');
  return text;
}

/** Finds the operation of a document that has exactly one; fragments may stand before it. */
export function operationOf(text: string): OperationHead {
  const bare = text.replace(/#[^\n\r]*/g, ' ').replace(/"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"/g, '""');
  let depth = 0;
  for (const { 0: part, index } of bare.matchAll(/[{}()]|[A-Za-z_]\w*/g)) {
    if (part === '{' && depth === 0 && !/\w+\s+on\s+\w+[^{]*$/.test(bare.slice(0, index))) return { kind: 'query', name: null };
    if (part === '{' || part === '(') depth += 1;
    else if (part === '}' || part === ')') depth -= 1;
    else if (depth === 0 && (part === 'query' || part === 'mutation' || part === 'subscription')) {
      const name = /^\w+\s+([A-Za-z_]\w*)/.exec(bare.slice(index))?.[1];
      return { kind: part, name: name ?? null };
    }
  }
  throw new Error('The document has no operation.');
}

/** The fields at the root of what a document answers. */
export type RootField<Result> = Exclude<keyof Result, '__typename'>;

/** What the one root field of a document answers: an item of a stream, the payload of a mutation. */
export type RootOf<Result> = NonNullable<Result[RootField<Result>]>;

/** Reads the one root field of an answer. */
export function rootOf<Result>(data: Result): RootOf<Result> | null {
  for (const [name, value] of Object.entries(data as Record<string, unknown>)) {
    if (name !== '__typename') return (value ?? null) as RootOf<Result> | null;
  }
  return null;
}
