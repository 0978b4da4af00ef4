// Makes what the tests run with, as a front end makes it: types and caches of the schema that the house at NEXT_PUBLIC_HOUSE serves,
// the guide's code under strict TypeScript, and Relay's artifacts.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import { parse, print } from 'graphql';

import * as documents from './harness/documents.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const run = (folder, program, ...args) => execFileSync(`${here}/node_modules/.bin/${program}`, args, { cwd: `${here}/${folder}`, stdio: 'inherit' });

rmSync(`${here}/build`, { recursive: true, force: true });
rmSync(`${here}/guide/src/gql`, { recursive: true, force: true });

run('guide', 'graphql-codegen', '--config', 'codegen.ts', '--silent');
run('guide', 'tsc', '--project', 'tsconfig.json');
await build({
  entryPoints: ['apollo', 'request', 'relay', 'resume', 'socket', 'sse', 'urql', 'gql/caches'].map((name) => `${here}/guide/src/${name}.ts`),
  outdir: `${here}/build/guide`,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
});

// Relay wants each document in a module, and its name to begin with that of the module.
const kinds = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' };
const capital = (name) => name[0].toUpperCase() + name.slice(1);
const named = Object.entries({ ...documents, ...documents.journey })
  .filter(([, text]) => typeof text === 'string')
  .map(([key, text]) => {
    const document = parse(text);
    const [operation] = document.definitions;
    const name = `documents${capital(key)}${key in documents.journey ? 'Journey' : ''}${kinds[operation.operation]}`;
    operation.name = { kind: 'Name', value: name };
    return { name, text, renamed: print(document) };
  });
mkdirSync(`${here}/build/relay`);
writeFileSync(
  `${here}/build/relay/documents.js`,
  `import { graphql } from 'relay-runtime';\n${named.map(({ name, renamed }) => `export const ${name} = graphql\`${renamed}\`;\n`).join('')}`,
);
const settings = JSON.parse(readFileSync(`${here}/guide/relay.config.json`, 'utf8'));
writeFileSync(
  `${here}/build/relay/relay.config.json`,
  JSON.stringify({ ...settings, src: '.', schema: './schema.graphql', language: 'javascript' }),
);
writeFileSync(`${here}/build/relay/schema.graphql`, readFileSync(`${here}/../../schema.graphql`));
run('build/relay', 'relay-compiler', 'relay.config.json');
writeFileSync(
  `${here}/build/relay/artifacts.js`,
  `${named.map(({ name }) => `import ${name} from './__generated__/${name}.graphql.js';\n`).join('')}
export default new Map([\n${named.map(({ name, text }) => `  [${JSON.stringify(text)}, ${name}],\n`).join('')}]);\n`,
);
