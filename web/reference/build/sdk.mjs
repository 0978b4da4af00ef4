// The reference of the SDK: what each of its modules hands out, with its comment and its declaration, read from the sources.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { escape } from './html.mjs';
import { describe } from './markdown.mjs';

const sdk = resolve(import.meta.dirname, '../../sdk');
// The compiler of the workspace has no interface for programs; the one that TypeDoc brings has.
const ts = createRequire(createRequire(join(sdk, 'package.json')).resolve('typedoc'))('typescript');

/** What whoever imports the SDK finds in no page: documents are as the schema is, and settings of codegen say what they do. */
const untold = ['./documents', './codegen'];

/** The modules of the SDK: the name of each import, its file, and what it says of itself. */
export function sdkModules() {
  const { name, exports } = JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8'));
  return Object.entries(exports).filter(([path, { source }]) => source && !untold.includes(path)).map(([path, { source }]) => {
    const file = join(sdk, source);
    return {
      name: `${name}${path.slice(1)}`,
      page: `sdk-${path === '.' ? 'core' : path.slice(2)}.html`,
      about: clean(/^\/\*\*([\s\S]*?)\*\//.exec(readFileSync(file, 'utf8'))?.[1] ?? ''),
      entries: [...exportsOf(file).values()].sort((one, other) => one.name.localeCompare(other.name)),
    };
  });
}

const declared = new Map();

/** The declarations of a source file, as its users see them. */
function declarationsOf(file) {
  if (!declared.has(file)) {
    const { outputText } = ts.transpileDeclaration(readFileSync(file, 'utf8'), { fileName: file, compilerOptions: { target: ts.ScriptTarget.ES2022 } });
    declared.set(file, ts.createSourceFile(file, outputText, ts.ScriptTarget.ES2022, true));
  }
  return declared.get(file);
}

/** What a file hands out, by name: its own declarations, and those of the files whose names it passes on. */
function exportsOf(file) {
  const source = declarationsOf(file);
  const found = new Map();
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement) && statement.moduleSpecifier) passOn(file, statement, found);
    else if (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) {
      for (const name of namesOf(statement)) found.set(name, entryOf(source, statement, name, found.get(name)));
    }
  }
  return found;
}

function passOn(file, { moduleSpecifier, exportClause }, found) {
  const from = moduleSpecifier.text;
  if (!from.startsWith('.')) return;
  const theirs = exportsOf(join(dirname(file), from));
  if (!exportClause) for (const [name, entry] of theirs) found.set(name, entry);
  for (const { name, propertyName } of exportClause?.elements ?? []) {
    const entry = theirs.get((propertyName ?? name).text);
    if (!entry) throw new Error(`${file} hands on ${name.text}, which ${from} does not have`);
    found.set(name.text, { ...entry, name: name.text });
  }
}

const namesOf = (statement) =>
  ts.isVariableStatement(statement) ? statement.declarationList.declarations.map(({ name }) => name.text) : [statement.name.text];

/** An entry of the reference; a second declaration of one name, as of a function for several kinds of arguments, is joined to the first. */
function entryOf(source, statement, name, before) {
  const [comment] = ts.getJSDocCommentsAndTags(statement).map((one) => one.getText(source));
  const text = statement.getText(source).replace(/^export declare /, '').replace(/^export /, '');
  return {
    name,
    about: before?.about || clean((comment ?? '').replace(/^\/\*\*/, '').replace(/\*\/$/, '')),
    code: before ? `${before.code}\n${text}` : text,
  };
}

/** A comment without its stars; links in it become the names that they lead to. */
const clean = (comment) =>
  comment.replaceAll(/^\s*\* ?/gm, '').replaceAll(/^@module\s*$/gm, '').replaceAll(/\{@link (\w[\w.]*)\}/g, '`$1`').replaceAll(/^@(\w+) (\w+)/gm, '\n$1 `$2`').trim();

/** Where each name of the SDK is documented. */
export const sdkAddresses = (modules) => new Map(modules.flatMap(({ page, entries }) => entries.map(({ name }) => [name, `/docs/${page}#${name}`])));

/** The body of a module's page. Names of other entries in a declaration lead to them. */
export function sdkBody({ name, about, entries }, addresses) {
  const sections = entries.map((entry) => `<section><h2 id="${entry.name}"><code>${entry.name}</code></h2>
${describe(entry.about)}
<pre tabindex="0" data-language="ts"><code>${linked(entry, addresses)}</code></pre></section>`);
  return `<p><code>import … from '${escape(name)}'</code></p>\n${describe(about)}\n${sections.join('\n')}`;
}

/** A declaration whose words are links, but for its comments and texts. */
const linked = ({ name, code }, addresses) =>
  code.split(/(\/\*[\s\S]*?\*\/|'[^'\n]*'|\b[A-Z]\w+)/).map((part) =>
    part !== name && addresses.has(part) ? `<a href="${addresses.get(part)}">${part}</a>` : escape(part)).join('');
