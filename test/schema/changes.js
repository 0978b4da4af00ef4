// Compares every version of schema.graphql with the one before it, as far as the clone's history goes, and ends with 1 when a
// change that breaks front ends is not written down in docs/schema-changes.md. Writing it down there is how it is accepted.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

const root = fileURLToPath(new URL('../..', import.meta.url));
const file = 'schema.graphql';
const page = 'docs/schema-changes.md';
/** How far back it looks: what is older was looked at before. */
const depth = 20;

const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20 });
const read = (path) => readFileSync(`${root}/${path}`, 'utf8');

const commits = git('log', '--first-parent', `--max-count=${depth}`, '--diff-filter=AM', '--format=%h', '--', file).split('\n').filter(Boolean).reverse();
const versions = [...commits.map((commit) => ({ name: commit, text: git('show', `${commit}:${file}`) })), { name: 'this tree', text: read(file) }];
const accepted = read(page);

let missing = 0;
for (const [i, version] of versions.entries()) {
  const before = versions[i - 1];
  if (!before || before.text === version.text) continue;
  for (const change of await diff(buildSchema(before.text), buildSchema(version.text))) {
    const entry = `\`${change.type} ${change.path}\``;
    if (change.criticality.level !== CriticalityLevel.Breaking || accepted.includes(entry)) continue;
    missing++;
    console.error(`${before.name} to ${version.name}: ${change.message}\n  | ${new Date().toISOString().slice(0, 10)} | ${entry} | why, and what to use instead |`);
  }
}
if (missing > 0) {
  console.error(`\n${missing} changes break front ends that are built already. Take them back, or add the lines above to ${page}.`);
  process.exit(1);
}
console.log(`${versions.length} versions of ${file}: every change that breaks is in ${page}.`);
