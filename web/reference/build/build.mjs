// Makes the reference that the program serves at /docs, of the schema, the examples and the documents of the repository. Nothing in it asks
// another host for anything, and no script or style is inline.
import { buildSchema } from 'graphql';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

import { page } from './html.mjs';
import { render, titleOf } from './markdown.mjs';
import { body, entriesOf, examplesByField, schemaPages } from './schema.mjs';
import { sdkAddresses, sdkBody, sdkModules } from './sdk.mjs';

const root = resolve(import.meta.dirname, '../../..');
const dist = resolve(import.meta.dirname, '..', process.env.REFERENCE_DIST ?? 'dist');
const read = (...path) => readFileSync(join(root, ...path), 'utf8');
const listed = (folder, suffix) => readdirSync(join(root, folder)).filter((name) => name.endsWith(suffix)).sort().map((name) => `${folder}/${name}`);

/** The documents for whoever builds on the API; those for whoever runs or changes the house stay in the repository. */
const guides = ['docs/front-end.md', 'docs/events.md', 'docs/errors.md', 'docs/messages.md', 'docs/lifecycle.md', 'docs/identification.md',
  'docs/deprecations.md', 'docs/schema-changes.md'];
const sdkGuide = 'web/sdk/README.md';
const capabilities = listed('docs/capabilities', '.md').filter((path) => !path.endsWith('README.md'));

const pages = new Map([
  ...guides.map((path) => [path, `/docs/${path.slice('docs/'.length, -'.md'.length)}.html`]),
  ...capabilities.map((path) => [path, `/docs/capability-${path.slice('docs/capabilities/'.length, -'.md'.length)}.html`]),
  [sdkGuide, '/docs/sdk.html'],
  ['schema.graphql', '/schema.graphql'],
]);

const documents = [...guides, sdkGuide, ...capabilities].map((path) => {
  const text = read(path);
  return { path, address: pages.get(path), title: titleOf(text, path), ...render(text, path, pages) };
});
const schema = buildSchema(read('schema.graphql'));
const examples = examplesByField(listed('docs/examples', '.graphql').map((path) => ({ name: path, text: read(path) })));

const modules = sdkModules();
const addresses = sdkAddresses(modules);

const toLink = ({ address, title }) => ({ href: address, name: title });
const nav = [
  { name: 'Guides', links: documents.slice(0, guides.length).map(toLink) },
  { name: 'SDK', links: [...documents.filter(({ path }) => path === sdkGuide).map(toLink), ...modules.map(({ page: file, name }) => ({ href: `/docs/${file}`, name }))] },
  { name: 'Schema', links: schemaPages.map(({ file, name }) => ({ href: `/docs/${file}`, name })) },
  { name: 'Capabilities', links: documents.slice(guides.length + 1).map(toLink) },
];

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

/** What the search finds: [name, kind, address]. */
const index = [];

for (const { address, title, outline, body: content } of documents) {
  write(address, page({ title, nav, current: address, outline: outline.filter(({ depth }) => depth < 4), body: content }));
  index.push([title, 'Guide', address], ...outline.map(({ id, name }) => [name, title, `${address}#${id}`]));
}
for (const which of schemaPages) {
  const address = `/docs/${which.file}`;
  const outline = entriesOf(schema, which).map(({ name }) => ({ id: name, name, depth: 2 }));
  write(address, page({ title: which.name, nav, current: address, outline, body: body(schema, which, examples) }));
  index.push(...outline.map(({ name }) => [name, which.name, `${address}#${name}`]));
}
for (const module of modules) {
  const address = `/docs/${module.page}`;
  const outline = module.entries.map(({ name }) => ({ id: name, name, depth: 2 }));
  write(address, page({ title: module.name, nav, current: address, outline, body: sdkBody(module, addresses) }));
  index.push(...outline.map(({ name }) => [name, module.name, `${address}#${name}`]));
}
const lists = nav.map(({ name, links }) => `<h2>${name}</h2>\n<ul class="columns">${links.map(({ href, name: text }) => `<li><a href="${href}">${text}</a></li>`).join('')}</ul>`);
write('/docs/index.html', page({ title: 'The API of QoriCash', nav, current: '/docs/', outline: [], body:
  `<p>One GraphQL schema serves clients, staff, analysts and machines. Begin with the <a href="/docs/front-end.html">guide for front ends</a>; the whole
schema is one document at <a href="/schema.graphql">/schema.graphql</a>.</p>\n${lists.join('\n')}` }));
write('/docs/search.json', JSON.stringify(index));
for (const name of ['search.js', 'favicon.svg']) cpSync(resolve(import.meta.dirname, '../src', name), join(dist, name));
write('/docs/style.css', `${read('web/page/tokens.css')}\n${readFileSync(resolve(import.meta.dirname, '../src/style.css'), 'utf8')}`);

/** Files are kept packed alone; the index stays plain, since the server reads it at its start. */
function write(address, content) {
  const name = relative('/docs', address);
  const file = join(dist, name);
  if (name === 'index.html') writeFileSync(file, content);
  else writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
}
