import type { HouseError } from '@qoricash/sdk';
import { type DocumentInput, gql, type TypedDocumentNode } from '@urql/core';
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';

/** A document as codegen makes it: a text that knows what it asks for and answers. */
export type TypedText<Data, Variables> = DocumentTypeDecoration<Data, Variables> & { toString(): string };

const parsed = new Map<string, TypedDocumentNode<unknown, never>>();
const texts = new Map<number, string>();

/** The parsed form of a document, which the cache works with; parsed once. */
export function documentOf<Data, Variables>(text: TypedText<Data, Variables>): DocumentInput<Data, Variables & {}> {
  const source = text.toString();
  let document = parsed.get(source);
  if (!document) {
    document = gql(source) as TypedDocumentNode<unknown, never>;
    parsed.set(source, document);
    texts.set((document as { __key?: number }).__key ?? 0, source);
  }
  return document as DocumentInput<Data, Variables & {}>;
}

/** The text that a parsed document was made of, to the letter: a house that takes only the documents it knows tells them by it. */
export const textOfKey = (key: number | undefined): string | undefined => texts.get(key ?? 0);

/** What an answer of the cache says of a failure. */
export interface Problem {
  readonly message: string;
  readonly code: string;
  readonly requestId: string | null;
}

/** The problem that an error of the house is to a screen. */
export const problemOf = ({ message, code, requestId }: HouseError): Problem => ({ message, code, requestId });
