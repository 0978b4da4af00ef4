import { useEffect, useState } from 'react';
import { client } from '../house/client.ts';
import { documentOf, type TypedText } from '../house/documents.ts';

const chunk = 50;

/** A document that answers objects by their ids. */
export type NodesDocument<Node> = TypedText<{ readonly nodes: readonly (Node | null | { readonly __typename?: string })[] }, { ids: string | readonly string[] }>;

/**
 * The objects of a list, by id, as the cache has them: each changes in place the moment that anything changes it. They are
 * followed by the fifty, so that a change is found in fifty rows and not in all.
 */
export function useRows<Node extends { readonly id: string }>(document: NodesDocument<Node>, ids: readonly string[]): ReadonlyMap<string, Node> {
  const [rows, setRows] = useState<ReadonlyMap<string, Node>>(new Map());
  const key = ids.join(' ');
  useEffect(() => {
    const all = key === '' ? [] : key.split(' ');
    const groups = Array.from({ length: Math.ceil(all.length / chunk) }, (_, place) => all.slice(place * chunk, (place + 1) * chunk));
    const wanted = new Set(all);
    setRows((before) => new Map([...before].filter(([id]) => wanted.has(id))));
    const followed = groups.map((group) =>
      client.query(documentOf(document) as never, { ids: group } as never, { requestPolicy: 'cache-first' }).subscribe(({ data }) => {
        const nodes = ((data as { nodes?: readonly (Node | null)[] } | undefined)?.nodes ?? []).filter((node): node is Node => node != null && 'id' in node);
        if (nodes.length > 0) setRows((before) => (nodes.every((node) => before.get(node.id) === node) ? before : new Map([...before, ...nodes.map((node) => [node.id, node] as const)])));
      }));
    return () => {
      for (const { unsubscribe } of followed) unsubscribe();
    };
  }, [document, key]);
  return rows;
}
