// Makes the types of a package's documents by its codegen.ts, as settings.ts says.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { createContext, generate } from '@graphql-codegen/cli';
import { Kind } from 'graphql';

const isCheck = process.argv.includes('--check');
const isDocumentsOnly = process.argv.includes('--documents-only');
const context = await createContext({ config: 'codegen.ts', silent: true });
const homes = isDocumentsOnly ? await homesOf() : new Map();
const outputs = (await generate(context, false)).flatMap(({ filename, content }) => tidy(filename, content));

const stale = outputs.filter(({ filename, content }) => read(filename) !== content);
const orphans = isDocumentsOnly ? orphansOf() : [];
if (isCheck && stale.length + orphans.length > 0) {
  const names = [...stale.map(({ filename }) => filename), ...orphans];
  console.error(`Not what the schema makes: ${names.join(', ')}. Run npm run generate, and commit it.`);
  process.exit(1);
}
for (const { filename, content } of isCheck ? [] : stale) {
  mkdirSync(dirname(resolve(filename)), { recursive: true });
  writeFileSync(filename, content);
}
for (const filename of isCheck ? [] : orphans) rmSync(filename);

/** The module of each document by its name: where its .graphql stands among the others, so that a screen's documents come with it. */
async function homesOf() {
  const sources = await context.loadDocuments(context.getConfig().documents);
  const folders = sources.map(({ location }) => dirname(resolve(location)).split(sep));
  const shared = folders.reduce((one, other) => one.slice(0, one.findIndex((part, place) => part !== other[place]) >>> 0));
  return new Map(sources.flatMap(({ location, document }) => {
    const home = relative(shared.join(sep), resolve(location)).replaceAll(sep, '/').replace(/\.graphql$/, '.ts');
    return document.definitions.map(({ kind, name }) => [`${name.value}${kind === Kind.FRAGMENT_DEFINITION ? 'FragmentDoc' : 'Document'}`, home]);
  }));
}

/** Modules that were made of files that are gone. */
function orphansOf() {
  const made = new Set(outputs.map(({ filename }) => resolve(filename)));
  const folders = new Set(outputs.filter(({ filename }) => basename(filename) === 'graphql.ts').map(({ filename }) => dirname(resolve(filename))));
  return [...folders].flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !made.has(file)));
}

function read(filename) {
  try {
    return readFileSync(filename, 'utf8');
  } catch {
    return null;
  }
}

function tidy(filename, content) {
  const name = basename(filename);
  if (name === 'graphql.ts') return documents(filename, content);
  if (isDocumentsOnly && (name === 'gql.ts' || name === 'index.ts')) return [];
  return [{ filename, content: content.endsWith('\n') ? content : `${content}\n` }];
}

/** The query beside a subscription of events, as src/stream/follower.ts sends it. */
function twin(text) {
  return text.replace(/^subscription\b/, 'query')
    .replace(/\b(operationEvents|deskEvents)(\()?/, (_, name, opened) => `${name}(first: 50${opened ? ', ' : ')'}`);
}

/** The preset writes `any` where it knows nothing, documents with all their space, and calls that a bundler must not leave out. */
function documents(filename, content) {
  const trusted = {};
  const trust = (text) => {
    trusted[createHash('sha256').update(text).digest('hex')] = text;
  };
  const compact = content
    .replaceAll('Record<string, any>', 'Record<string, unknown>')
    .replaceAll(/(export const \w+ =) new TypedDocumentString\(`([^`]*)`/g, (_, head, text) => {
      const short = text.includes('"') ? text.trim() : text.replaceAll(/\s+/g, ' ').trim();
      if (!short.startsWith('fragment ')) trust(short);
      // A line reads the missed events of such a stream by HTTP: the same text as a query.
      if (/^subscription\b[^]*\b(?:operationEvents|deskEvents)\b/.test(short)) trust(twin(short));
      return `${head} /* @__PURE__ */ new TypedDocumentString(\n  \`${short}\``;
    })
    .replaceAll(/, \{"fragmentName":"\w+"\}\)/g, ')')
    .replaceAll(/[ \t]+$/gm, '');
  const whole = `${compact.trimEnd()}\n`;
  const manifest = `${JSON.stringify(Object.fromEntries(Object.entries(trusted).sort()), null, 2)}\n`;
  return [
    ...(isDocumentsOnly ? split(filename, whole) : [{ filename, content: whole }]),
    { filename: join(dirname(filename), 'persisted-documents.json'), content: manifest },
  ];
}

/**
 * Takes the documents out of the one file that codegen writes, which then has the types and hands on the modules: a bundler that finds all
 * documents in one module loads all of them with the first screen.
 */
function split(filename, content) {
  const folder = dirname(filename);
  const begin = content.indexOf('export class TypedDocumentString');
  const end = content.search(/^export const \w+ = \/\* @__PURE__ \*\/ new TypedDocumentString/m);
  const modules = new Map();
  for (const statement of content.slice(end).split(/^(?=export const )/m)) {
    const home = homes.get(/^export const (\w+)/.exec(statement)?.[1]);
    if (!home) throw new Error(`No .graphql has the document of ${statement.slice(0, 80)}`);
    modules.set(home, [...(modules.get(home) ?? []), statement]);
  }
  const kind = content.match(/^import type \{ DocumentTypeDecoration \}.*\n/m)[0];
  const text = "/** A document as a text that knows what it asks for and answers. */\n";
  return [
    { filename, content: `${content.slice(0, begin).replace(kind, '')}${[...modules.keys()].sort().map((home) => `export * from './${home}';\n`).join('')}` },
    { filename: join(folder, 'text.ts'), content: `/* eslint-disable */\n${kind}\n${text}${content.slice(begin, end).trimEnd()}\n` },
    ...[...modules].map(([home, statements]) => ({ filename: join(folder, home), content: module(folder, join(folder, home), statements.join('')) })),
  ];
}

function module(folder, filename, body) {
  const up = relative(dirname(filename), folder) || '.';
  const types = new Set([...body.matchAll(/TypedDocumentString<(\w+),\s*(\w+)>/g)].flatMap(([, data, variables]) => [data, variables]));
  types.delete('unknown');
  const lines = [...types].sort().map((name) => `  ${name},\n`).join('');
  return `/* eslint-disable */\nimport type {\n${lines}} from '${up}/graphql.ts';\nimport { TypedDocumentString } from '${up}/text.ts';\n\n${body.trimEnd()}\n`;
}
