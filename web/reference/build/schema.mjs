import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  parse,
} from 'graphql';

import { escape } from './html.mjs';
import { describe } from './markdown.mjs';

/** The pages of a schema, in the order in which somebody learns it: the acts first, then what they answer, then what they take. */
export const schemaPages = [
  { file: 'queries.html', name: 'Queries', root: (schema) => schema.getQueryType() },
  { file: 'mutations.html', name: 'Mutations', root: (schema) => schema.getMutationType() },
  { file: 'subscriptions.html', name: 'Subscriptions', root: (schema) => schema.getSubscriptionType() },
  { file: 'objects.html', name: 'Objects', holds: (type) => isObjectType(type) || isInterfaceType(type) || isUnionType(type) },
  { file: 'inputs.html', name: 'Inputs', holds: isInputObjectType },
  { file: 'enums.html', name: 'Enumerations', holds: isEnumType },
  { file: 'scalars.html', name: 'Scalars', holds: isScalarType },
];

/** What a page of the schema documents, sorted by name: root fields, or types. */
export function entriesOf(schema, { root, holds }) {
  const entries = root
    ? Object.values(root(schema)?.getFields() ?? {})
    : Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isRoot(schema, type) && holds(type));
  return entries.sort((a, b) => a.name.localeCompare(b.name));
}

const isRoot = (schema, type) => [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type);

/** Where a type is documented; the scalars that GraphQL itself has are nowhere. */
export function addressOf(schema, type) {
  if (isSpecifiedScalarType(type)) return null;
  const found = schemaPages.find(({ holds }) => holds?.(type));
  return found ? `/docs/${found.file}#${type.name}` : null;
}

/** Examples of the house by the root fields that they ask for. */
export function examplesByField(examples) {
  const byField = new Map();
  for (const { name, text } of examples) {
    for (const definition of parse(text).definitions) {
      if (definition.kind !== 'OperationDefinition') continue;
      for (const { kind, name: field } of definition.selectionSet.selections) {
        if (kind === 'Field' && !byField.has(field.value)) byField.set(field.value, { name, text });
      }
    }
  }
  return byField;
}

/** The body of a page of the schema. */
export function body(schema, which, examples) {
  return entriesOf(schema, which)
    .map((entry) => (which.root ? fieldSection(schema, entry, examples) : typeSection(schema, entry)))
    .join('\n');
}

function fieldSection(schema, field, examples) {
  const example = examples.get(field.name);
  return `<section><h2 id="${field.name}"><code>${field.name}</code></h2>
<p class="signature">answers ${typeLink(schema, field.type)}</p>
${deprecation(field)}${describe(field.description)}
${members(schema, 'Arguments', field.args)}
${example ? `<details><summary>Example</summary><pre tabindex="0"><code>${escape(example.text.trim())}</code></pre></details>` : ''}</section>`;
}

function typeSection(schema, type) {
  const parts = [describe(type.description)];
  if (isObjectType(type) && type.getInterfaces().length > 0) {
    parts.push(`<p>Is a ${type.getInterfaces().map((one) => typeLink(schema, one)).join(', ')}.</p>`);
  }
  if (isUnionType(type)) parts.push(`<p>One of ${type.getTypes().map((one) => typeLink(schema, one)).join(', ')}.</p>`);
  if (isEnumType(type)) parts.push(values(type.getValues()));
  if ('getFields' in type) parts.push(members(schema, 'Fields', Object.values(type.getFields())));
  return `<section><h2 id="${type.name}"><code>${type.name}</code></h2>\n${parts.join('\n')}</section>`;
}

function members(schema, head, list) {
  if (list.length === 0) return '';
  const rows = list.map(
    (one) => `<tr><th scope="row"><code>${one.name}</code></th><td>${typeLink(schema, one.type)}</td><td>${deprecation(one)}${describe(one.description)}${
      one.args?.length > 0 ? members(schema, 'Arguments', one.args) : ''
    }</td></tr>`,
  );
  return `<table><thead><tr><th scope="col">${head}</th><th scope="col">Type</th><th scope="col">About</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function values(list) {
  const rows = list.map((one) => `<tr><th scope="row"><code>${one.name}</code></th><td>${deprecation(one)}${describe(one.description)}</td></tr>`);
  return `<table><thead><tr><th scope="col">Value</th><th scope="col">About</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

const deprecation = ({ deprecationReason }) => (deprecationReason ? `<p class="deprecated">Deprecated. ${escape(deprecationReason)}</p>` : '');

function typeLink(schema, type) {
  const named = getNamedType(type);
  const [before, after] = String(type).split(named.name);
  const address = addressOf(schema, named);
  return `<code>${before}${address ? `<a href="${address}">${named.name}</a>` : named.name}${after}</code>`;
}
