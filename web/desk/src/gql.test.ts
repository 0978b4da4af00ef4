import { type DocumentNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import * as generated from './gql/graphql.ts';

/** What the house admits in one document: docs/capabilities/limits.md. */
const mostFields = 200;

const documents = Object.entries(generated).filter(([name]) => name.endsWith('Document')).map(([name, text]) => [name, parse(String(text))] as const);

/** The fields of a document with its fragments written out, as the house counts them. */
function fieldsOf(document: DocumentNode): number {
  const fragments = new Map(document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one.selectionSet] as const] : [])));
  const count = (set: SelectionSetNode | undefined): number =>
    (set?.selections ?? []).reduce((total, selection) => {
      if (selection.kind === Kind.FIELD) return total + 1 + count(selection.selectionSet);
      return total + count(selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection.selectionSet);
    }, 0);
  return document.definitions.reduce((total, one) => total + (one.kind === Kind.OPERATION_DEFINITION ? count(one.selectionSet) : 0), 0);
}

describe('the documents of the desk', () => {
  it.each(documents)('%s asks for no more fields than the house admits', (_, document) => {
    expect(fieldsOf(document)).toBeLessThanOrEqual(mostFields);
  });
});
