// What a page pays for the core, and for each part beside it, in bytes after gzip: bundled and minified, with graphql-ws, and without the
// libraries that a page has anyway.
// `npm run sizes` compares with sizes.json and fails above a budget, or more than 5 % above what is committed; `--write` writes it anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const folder = join(import.meta.dirname, '..');
const table = join(folder, 'sizes.json');
const peers = ['@apollo/client', '@urql/core', 'graphql', 'react', 'relay-runtime', 'rxjs', 'wonka'];
const names = (imports) => Object.entries(imports).map(([path, what]) => `export ${what} as ${path.replace(/\W/g, '_')} from '${join(folder, 'src', path)}';`).join('\n');
const core = names({ 'index.ts': '*', 'money.ts': '*', 'labels.ts': '*' });
const parts = {
  'core + money + labels': { budget: 12_000, code: '' },
  // What was needed for one person's results never to reach the next, and for faults that pass to end nothing, and 3 % more.
  stream: { budget: 8_990, code: names({ 'stream/index.ts': '*' }) },
  urql: { budget: 2_000, code: names({ 'urql.ts': '*' }) },
  apollo: { budget: 2_200, code: names({ 'apollo.ts': '*' }) },
  relay: { budget: 2_000, code: names({ 'relay.ts': '*' }) },
  react: { budget: 1_500, code: names({ 'react/index.ts': '*' }) },
  upload: { budget: 2_500, code: names({ 'upload.ts': '*' }) },
  push: { budget: 1_500, code: names({ 'push.ts': '*' }) },
  forms: { budget: 500, code: names({ 'forms.ts': '*' }) },
};

async function measure(code) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder, loader: 'ts' },
    bundle: true, minify: true, write: false, format: 'esm', target: 'es2022', legalComments: 'none', conditions: ['source'], external: peers,
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}

const sizes = {};
const base = await measure(core);
let isOver = false;
const committed = JSON.parse(readFileSync(table, 'utf8'));
for (const [name, { budget, code }] of Object.entries(parts)) {
  const size = (sizes[name] = code === '' ? base : (await measure(`${core}\n${code}`)) - base);
  const before = committed[name] ?? size;
  const fault = size > budget ? 'over its budget' : size > before * 1.05 ? 'more than 5 % above what is committed' : '';
  isOver ||= fault !== '';
  console.log(`${name.padEnd(24)} ${String(size).padStart(6)} of ${String(budget).padStart(6)}  ${size === before ? '' : `was ${before}`} ${fault}`.trimEnd());
}
if (process.argv.includes('--write')) writeFileSync(table, `${JSON.stringify(sizes, null, 2)}\n`);
else if (isOver) process.exit(1);
