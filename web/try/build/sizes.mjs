// Prints what the phone's page weighs, packed, and fails above its limits: node build/sizes.mjs, after a build. The first load is the calculator
// and signing in; the rest comes behind it.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const dist = resolve(import.meta.dirname, '../dist');
const limits = { first: 100_000, whole: 125_000 };
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));

/** The scripts without which a chunk does not begin. */
function filesOf(name, seen = new Set()) {
  const chunk = manifest[name];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const imported of chunk.imports ?? []) filesOf(imported, seen);
  return seen;
}

const entry = Object.keys(manifest).find((name) => manifest[name].isEntry) ?? '';
const first = filesOf(entry);
const weights = { first: 0, whole: 0 };
for (const file of readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.js.gz')).toSorted()) {
  const { size } = statSync(join(dist, 'assets', file));
  weights.whole += size;
  if (first.has(`assets/${file.slice(0, -'.gz'.length)}`)) weights.first += size;
  console.log(`${kilobytes(size)} kB  ${file}`);
}
console.log(`${kilobytes(weights.first)} kB  scripts of the first load (at most ${limits.first / 1_000})`);
console.log(`${kilobytes(weights.whole)} kB  scripts in all (at most ${limits.whole / 1_000})`);
if (weights.first === 0 || weights.first > limits.first || weights.whole > limits.whole) process.exit(1);

function kilobytes(bytes) {
  return (bytes / 1_000).toFixed(1).padStart(7);
}
