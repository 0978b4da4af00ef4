// A plugin of graphql-codegen: what normalised caches must know of the schema, written anew with the types.
import { minifyIntrospectionQuery } from '@urql/introspection';
import { getNamedType, getNullableType, introspectionFromSchema, isAbstractType, isCompositeType, isListType, isObjectType } from 'graphql';

export function plugin(schema) {
  const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));
  const objects = types.filter((type) => isObjectType(type) && type !== schema.getMutationType());
  const isRoot = (type) => [schema.getQueryType(), schema.getSubscriptionType()].includes(type);
  // Items of a stream have an id, and are worth nothing once they were shown: no cache keeps them.
  const isItem = (type) => type.getInterfaces().some(({ name }) => name === 'Event');
  const isKept = (type) => Boolean(type.getFields().id) && !isItem(type);

  const possibleTypes = {};
  for (const type of types.filter(isAbstractType)) possibleTypes[type.name] = schema.getPossibleTypes(type).map(({ name }) => name);

  // Apollo Client: an object without an id is merged into the one of its parent; lists and items of a stream replace what was there.
  const typePolicies = {};
  for (const type of objects) {
    const replaced = Object.values(type.getFields()).filter((field) => {
      const named = getNamedType(field.type);
      return isCompositeType(named) && (isListType(getNullableType(field.type)) || schema.getSubscriptionType() === type);
    });
    const policy = {
      ...(isItem(type) && { keyFields: false }),
      ...(!isKept(type) && !isRoot(type) && { merge: !isItem(type) }),
      ...(replaced.length > 0 && { fields: Object.fromEntries(replaced.map(({ name }) => [name, { merge: false }])) }),
    };
    if (Object.keys(policy).length > 0) typePolicies[type.name] = policy;
  }

  // Graphcache: what has no id belongs to its parent.
  const keyless = objects.filter((type) => !isKept(type) && !isRoot(type)).map(({ name }) => name);

  const introspection = minifyIntrospectionQuery(introspectionFromSchema(schema));
  const json = (value) => JSON.stringify(value, null, 1);
  return `export const possibleTypes: Record<string, string[]> = ${json(possibleTypes)};

type FieldPolicies = Record<string, { merge: boolean }>;
export const typePolicies: Record<string, { keyFields?: false; merge?: boolean; fields?: FieldPolicies }> = ${json(typePolicies)};

export const keys: Record<string, () => null> = Object.fromEntries(${json(keyless)}.map((name) => [name, () => null]));

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export const introspection: any = ${JSON.stringify(introspection)};
`;
}
