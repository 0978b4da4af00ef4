// The reference as it is built: every link in it leads to a place that is there, and it holds what the schema and the documents hold.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';

let folder;
const pages = new Map();

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'reference-'));
  execFileSync('node', [join(import.meta.dirname, 'build.mjs')], { env: { ...process.env, REFERENCE_DIST: folder } });
  for (const name of readdirSync(folder)) {
    const content = readFileSync(join(folder, name));
    pages.set(name.replace(/\.gz$/, ''), (name.endsWith('.gz') ? gunzipSync(content) : content).toString());
  }
});

after(() => rmSync(folder, { recursive: true, force: true }));

test('the committed reference is what its sources make; else run `npm run build -w reference`', () => {
  const committed = join(import.meta.dirname, '../dist');
  assert.deepEqual(readdirSync(committed).sort(), readdirSync(folder).sort());
  const unpacked = (path) => (path.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path)).toString();
  const different = readdirSync(committed).filter((name) => unpacked(join(committed, name)) !== unpacked(join(folder, name)));
  assert.deepEqual(different, []);
});

const html = () => [...pages].filter(([name]) => name.endsWith('.html'));
const targets = (text) => [...text.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, target]) => target);
const anchors = (text) => new Set([...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));

test('every link of the reference leads to a page and a place that are there', () => {
  const wrong = html().flatMap(([name, text]) =>
    targets(text)
      .filter((target) => !/^https?:/.test(target) && target !== '/schema.graphql')
      .filter((target) => {
        const [path, fragment] = target.split('#');
        const page = path === '' ? name : path === '/docs/' ? 'index.html' : path.slice('/docs/'.length);
        const content = pages.get(page);
        return content === undefined || (fragment !== undefined && !anchors(content).has(fragment));
      })
      .map((target) => `${name}: ${target}`),
  );
  assert.deepEqual(wrong, []);
});

test('every place that the search finds is there', () => {
  const entries = JSON.parse(pages.get('search.json'));
  assert.ok(entries.length > 500);
  const wrong = entries.filter(([, , address]) => {
    const [path, fragment] = address.slice('/docs/'.length).split('#');
    return !pages.has(path) || (fragment !== undefined && !anchors(pages.get(path)).has(fragment));
  });
  assert.deepEqual(wrong, []);
});

test('the pages run no script and no style of their own lines, and ask no other host', () => {
  for (const [name, text] of html()) {
    assert.doesNotMatch(text, /<style|<script>|\son\w+=|\sstyle=/, name);
    assert.deepEqual(targets(text).filter((target) => /^(https?:)?\/\//.test(target) && /\.(js|css|png|woff2?)$/.test(target)), [], name);
  }
});

test('the errors of the catalogue and the acts of the schema have their places', () => {
  assert.ok(anchors(pages.get('mutations.html')).has('operationCreate'));
  assert.match(pages.get('inputs.html'), /id="OperationCreateInput"[^]*quoteId/);
  assert.match(pages.get('errors.html'), /QUOTE_EXPIRED/);
});

test('the SDK has a page for each of its modules, with what each hands out', () => {
  assert.match(pages.get('sdk-core.html'), /id="createHouse"[^]*<a href="\/docs\/sdk-core\.html#HouseOptions">HouseOptions<\/a>/);
  assert.match(pages.get('sdk-stream.html'), /id="createLine"/);
  assert.match(pages.get('sdk-money.html'), /id="formatMoney"/);
  for (const [name, text] of html()) if (name.startsWith('sdk-')) assert.doesNotMatch(text, /<h2 id="(\w+)"><code>\1<\/code><\/h2>\n\n/, `${name} has a name without a word about it`);
});
