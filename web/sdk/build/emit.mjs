// Writes dist: modules and their types, for programs outside this workspace. Types name their neighbours as modules do, with .js.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

process.chdir(join(import.meta.dirname, '..'));
rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, ['../node_modules/typescript/bin/tsc', '--project', 'tsconfig.build.json'], { stdio: 'inherit' });
for (const name of readdirSync('dist', { recursive: true })) {
  if (!name.endsWith('.d.ts')) continue;
  const path = join('dist', name);
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/(from |import\()(['"])(\.[^'"]+)\.ts\2/g, '$1$2$3.js$2'));
}
cpSync('src/documents/generated/persisted-documents.json', 'dist/documents/persisted-documents.json');
