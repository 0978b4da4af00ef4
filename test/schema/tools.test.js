import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { generate } from '@graphql-codegen/cli';
import { buildSchema, isScalarType, isSpecifiedScalarType } from 'graphql';

const here = fileURLToPath(new URL('.', import.meta.url));
const schemaFile = join(here, '../../schema.graphql');
const schema = buildSchema(readFileSync(schemaFile, 'utf8'));

const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** An empty project beside which the packages of this one are found. */
function project() {
  const folder = mkdtempSync(join(tmpdir(), 'schema-tests-'));
  folders.push(folder);
  symlinkSync(join(here, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function run(folder, program, ...args) {
  const { status, stdout, stderr } = spawnSync(join(here, 'node_modules/.bin', program), args, { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, `${program} ${args.join(' ')}\n${stdout}${stderr}`);
}

test('relay-compiler compiles a paged list, an act and a stream', () => {
  const folder = project();
  cpSync(join(here, 'relay'), join(folder, 'src'), { recursive: true });
  cpSync(schemaFile, join(folder, 'schema.graphql'));
  const scalars = Object.fromEntries(ownScalars().map((name) => [name, 'string']));
  writeFileSync(
    join(folder, 'relay.config.json'),
    JSON.stringify({ src: './src', schema: './schema.graphql', language: 'typescript', eagerEsModules: true, customScalarTypes: scalars }),
  );
  run(folder, 'relay-compiler', 'relay.config.json');
});

test('graphql-codegen types every example, and strict TypeScript compiles it', async () => {
  const folder = project();
  const output = join(folder, 'gql/');
  await generate(
    {
      schema: schemaFile,
      documents: [join(here, '../../docs/examples/*.graphql')],
      silent: true,
      generates: {
        [output]: {
          preset: 'client',
          presetConfig: { persistedDocuments: true },
          config: {
            strictScalars: true,
            scalars: Object.fromEntries(ownScalars().map((name) => [name, 'string'])),
            useTypeImports: true,
            enumsAsTypes: true,
          },
        },
      },
    },
    true,
  );
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        noEmit: true,
        module: 'esnext',
        moduleResolution: 'bundler',
        target: 'es2022',
        types: [],
      },
      include: ['gql'],
    }),
  );
  run(folder, 'tsc', '--project', 'tsconfig.json');
});

test('a front end maps the scalars that the guide names, and no other', () => {
  const guide = readFileSync(join(here, '../../docs/front-end.md'), 'utf8');
  for (const name of ownScalars()) assert.match(guide, new RegExp(`\\b${name}: 'string'`), `docs/front-end.md does not map ${name}`);
});

function ownScalars() {
  return Object.values(schema.getTypeMap())
    .filter((type) => isScalarType(type) && !isSpecifiedScalarType(type))
    .map((type) => type.name);
}
