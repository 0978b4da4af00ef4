import { type Cache, cacheExchange, type Entity, type Resolver } from '@urql/exchange-graphcache';
import { cacheKeys } from '@qoricash/sdk/urql';
import { typeByPrefix } from '../gql/types.ts';

/** Where an object of an id stands in the cache; null for a prefix that this desk does not know. */
export function entityOf(id: string): { readonly __typename: string; readonly id: string } | null {
  const type = typeByPrefix[id.slice(0, id.indexOf('_'))];
  return type ? { __typename: type, id } : null;
}

/** `node` and `nodes` are answered from the cache where it holds the objects whole; else the house is asked. */
const node: Resolver = (_, { id }, __, { parentFieldKey }) => (parentFieldKey && typeof id === 'string' ? (entityOf(id) as never) : undefined);
const nodes: Resolver = (_, { ids }) => (Array.isArray(ids) ? (ids.map((id) => entityOf(String(id))) as never) : undefined);

/** Forgets what lists hold after an act by which they change in ways that only the house can tell. */
export function forget(cache: Cache, type: Entity, ...fields: readonly string[]): void {
  for (const { fieldName, arguments: given } of cache.inspectFields(type)) {
    if (fields.includes(fieldName)) cache.invalidate(type, fieldName, given ?? undefined);
  }
}

/**
 * The cache of objects. Rows of all screens are the same objects, so that an event or an act shows everywhere at once. The
 * order of lists is no affair of the cache: screens keep it.
 */
export const houseCache = () =>
  cacheExchange({
    keys: cacheKeys,
    resolvers: { Query: { node, nodes } },
    updates: {
      Mutation: {
        baseRatePublish: (_, __, cache) => forget(cache, 'Query', 'ratePublications', 'baseRate'),
        publicRatePublish: (_, __, cache) => forget(cache, 'Query', 'ratePublications'),
      },
      Subscription: {
        // A tick brings the pair; who published it and why, and the base behind it, are asked for where they are shown.
        rateTicks: (result, _, cache) => {
          forget(cache, 'Query', 'ratePublications', 'baseRate');
          const { id } = result['rateTicks'] as { readonly id: string };
          cache.invalidate({ __typename: 'PublicRate', id }, 'publication');
        },
      },
    },
  });
