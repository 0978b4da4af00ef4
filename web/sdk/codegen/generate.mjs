// Makes the types of a package's documents by its codegen.ts, as settings.ts says.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { createContext, generate } from '@graphql-codegen/cli';

const isCheck = process.argv.includes('--check');
const isDocumentsOnly = process.argv.includes('--documents-only');
const context = await createContext({ config: 'codegen.ts', silent: true });
const outputs = (await generate(context, false)).flatMap(({ filename, content }) => tidy(filename, content));

const stale = outputs.filter(({ filename, content }) => read(filename) !== content);
for (const { filename, content } of isCheck ? [] : stale) {
  mkdirSync(dirname(resolve(filename)), { recursive: true });
  writeFileSync(filename, content);
}
if (isCheck && stale.length > 0) {
  console.error(`Not what the schema makes: ${stale.map(({ filename }) => filename).join(', ')}. Run npm run generate, and commit it.`);
  process.exit(1);
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
  const manifest = `${JSON.stringify(Object.fromEntries(Object.entries(trusted).sort()), null, 2)}\n`;
  return [
    { filename, content: `${compact.trimEnd()}\n` },
    { filename: join(dirname(filename), 'persisted-documents.json'), content: manifest },
  ];
}
