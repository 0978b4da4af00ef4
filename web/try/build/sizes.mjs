// Prints what the phone's page weighs, packed, and fails above its limit: node build/sizes.mjs, after a build.
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const assets = resolve(import.meta.dirname, '../dist/assets');
const limit = 100_000;

let script = 0;
for (const file of readdirSync(assets).filter((name) => name.endsWith('.js.gz')).toSorted()) {
  const { size } = statSync(join(assets, file));
  script += size;
  console.log(`${(size / 1_000).toFixed(1).padStart(7)} kB  ${file}`);
}
console.log(`${(script / 1_000).toFixed(1).padStart(7)} kB  scripts (at most ${limit / 1_000})`);
if (script === 0 || script > limit) process.exit(1);
