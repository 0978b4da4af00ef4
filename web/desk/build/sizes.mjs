// Prints what the first load of the desk weighs, packed, and fails above what is committed: node build/sizes.mjs, after a build.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const dist = resolve(import.meta.dirname, process.env['DESK_DIST'] ?? '../dist');
const committed = resolve(import.meta.dirname, 'sizes.json');
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
const limit = 203_000;
const slack = 5_000;

/** The files that stand in the page before anybody is signed in, and those of the first screen. */
function filesOf(name, seen) {
  const chunk = manifest[name];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const style of chunk.css ?? []) seen.add(style);
  for (const imported of chunk.imports ?? []) filesOf(imported, seen);
  return seen;
}

const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry) ?? '';
const home = Object.keys(manifest).find((name) => name.endsWith('screens/home/Home.tsx')) ?? '';
const files = [...filesOf(home, filesOf(entry, new Set()))];
const weight = (file) => statSync(join(dist, `${file}.gz`)).size;
const kilobytes = (bytes) => (bytes / 1_000).toFixed(1).padStart(7);

for (const file of files.sort((one, other) => weight(other) - weight(one))) console.log(`${kilobytes(weight(file))} kB  ${file}`);
const script = files.filter((file) => file.endsWith('.js')).reduce((total, file) => total + weight(file), 0);
const style = files.filter((file) => file.endsWith('.css')).reduce((total, file) => total + weight(file), 0);
console.log(`${kilobytes(script)} kB  scripts of the first load (at most ${limit / 1_000})`);
console.log(`${kilobytes(style)} kB  styles`);

if (process.argv.includes('--write')) writeFileSync(committed, `${JSON.stringify({ script, style }, null, 2)}\n`);
const known = JSON.parse(readFileSync(committed, 'utf8'));
if (script > limit || script > known.script + slack || style > known.style + slack) {
  console.error(`The first load grew: ${known.script} and ${known.style} bytes are committed.`);
  process.exit(1);
}
