// A plugin of graphql-codegen: what normalised caches must know of the schema, as small tables that the adapters read.
import { getNamedType, getNullableType, isAbstractType, isCompositeType, isListType, isObjectType } from 'graphql';

export function plugin(schema) {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const isRoot = (type) => [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type);
  const objects = types.filter((type) => isObjectType(type) && !isRoot(type));
  // Items of a stream have an id, and are worth nothing once they were shown: no cache keeps them.
  const isItem = (type) => type.getInterfaces().some(({ name }) => name === 'Event');
  const isKept = (type) => Boolean(type.getFields().id) && !isItem(type);
  const listsOf = (type) =>
    Object.values(type.getFields())
      .filter((field) => isCompositeType(getNamedType(field.type)) && isListType(getNullableType(field.type)))
      .map(({ name }) => name);
  const names = (list) => list.map(({ name }) => name).sort();
  const lists = objects.filter(isKept).filter((type) => listsOf(type).length > 0).sort((left, right) => (left.name < right.name ? -1 : 1));
  const connections = Object.values(schema.getQueryType().getFields()).filter(({ type }) => /Connection$/.test(getNamedType(type).name));

  const json = (value) => JSON.stringify(value, null, 2).replaceAll('"', "'");
  const wrap = (list) => `[\n${chunks(list).map((line) => `  ${line.map((name) => `'${name}'`).join(', ')},`).join('\n')}\n]`;
  return `// Made from schema.graphql by \`npm run generate\`.

/** The object types of each interface and union. */
export const possibleTypes: Readonly<Record<string, readonly string[]>> = {
${types.filter(isAbstractType).map((type) => `  ${type.name}: ${wrap(names(schema.getPossibleTypes(type))).replaceAll('\n', '\n  ')},`).join('\n')}
};

/** Object types without an identity of their own: what they say belongs to the object around them. */
export const keyless: readonly string[] = ${wrap(names(objects.filter((type) => !isKept(type))))};

/** Items of streams, which no cache keeps. */
export const items: readonly string[] = ${wrap(names(objects.filter(isItem)))};

/** Fields of kept objects whose new list takes the place of the one before. */
export const lists: Readonly<Record<string, readonly string[]>> = ${json(Object.fromEntries(lists.map((type) => [type.name, listsOf(type)])))};

/** Connections at the root, and the arguments that make them different lists. */
export const connections: Readonly<Record<string, readonly string[]>> = ${json(
    Object.fromEntries(
      connections.map(({ name, args }) => [name, args.map((arg) => arg.name).filter((arg) => !['first', 'last', 'after', 'before'].includes(arg))]),
    ),
  )};
`;
}

const chunks = (list) => {
  const lines = [[]];
  for (const name of list) {
    if (lines.at(-1).join("', '").length + name.length > 120) lines.push([]);
    lines.at(-1).push(name);
  }
  return lines;
};
