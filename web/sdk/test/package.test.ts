import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';

const folder = join(import.meta.dirname, '..');
const compiler = join(folder, '../node_modules/typescript/bin/tsc');

beforeAll(() => void execFileSync(process.execPath, [join(folder, 'build/emit.mjs')]), 60_000);

/** Every file of types, without comments and texts. */
function types(): { readonly name: string; readonly text: string }[] {
  const names = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.d.ts'));
  return names.map((name) => ({
    name, text: readFileSync(join(folder, 'dist', name), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '').replaceAll(/(["'`])(?:\\.|(?!\1)[^\\])*\1/g, "''"),
  }));
}

describe('the types that are published', () => {
  test('say any nowhere', () => {
    const faults = types().filter(({ text }) => /\bany\b/.test(text)).map(({ name }) => name);
    expect([faults, types().length > 30]).toEqual([[], true]);
  });

  test('have no number in money', () => {
    const money = types().find(({ name }) => name === 'money.d.ts');
    expect(money?.text).toContain('type Decimal');
    expect(money?.text).not.toMatch(/\bnumber\b/);
    const documents = types().find(({ name }) => name === join('documents', 'generated', 'graphql.d.ts'))?.text ?? '';
    expect(documents).toMatch(/\bamount: Decimal\b/);
    const figures = documents.match(/\b(?:amount|rate|houseBuys|houseSells|negotiatedRate)\??: [^;]+/g) ?? [];
    expect(figures.length).toBeGreaterThan(10);
    expect(figures.filter((figure) => figure.includes('number'))).toEqual([]);
  });

  test.each(['bundler', 'node16', 'metro'])('are found by a program that resolves as %s', (name) => {
    const { status, stdout } = spawnSync(process.execPath, [compiler, '--project', join(folder, 'test/fixtures', name)], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, '']);
  }, 60_000);
});

describe('the modules that are published', () => {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { exports: Record<string, Record<string, string> | string> };
  const entries = Object.entries(exports)
    .flatMap(([path, conditions]) => (typeof conditions === 'string' ? [] : [[path, conditions] as const]));

  test.each(entries)('%s has its files, and the phone is asked before everybody', (_, conditions) => {
    expect(Object.keys(conditions)).toEqual(['source', 'types', 'react-native', 'default']);
    for (const file of Object.values(conditions)) expect(readFileSync(join(folder, file), 'utf8').length).toBeGreaterThan(10);
  });

  test('are imported by Node as they are, also by require', () => {
    const code = `const { createHouse } = require('@qoricash/sdk');
      import('@qoricash/sdk/stream').then(({ createLine }) => console.log(typeof createHouse, typeof createLine))`;
    const said = execFileSync(process.execPath, ['--experimental-require-module', '--no-warnings', '--eval', code], { cwd: folder, encoding: 'utf8' });
    expect(said.trim()).toBe('function function');
  });

  test('have no import while they run, which Hermes refuses', () => {
    const names = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
    expect(names.filter((name) => /\bimport\s*\(/.test(readFileSync(join(folder, 'dist', name), 'utf8')))).toEqual([]);
  });
});

/** The SDK as Metro would bundle it. */
async function phoneBundle(target: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export * from '@qoricash/sdk'; export * from '@qoricash/sdk/money'; export * from '@qoricash/sdk/stream';
        export { createTestHouse } from '@qoricash/sdk/testing'; export { upload } from '@qoricash/sdk/upload';`,
      resolveDir: folder,
    },
    bundle: true, write: false, format: 'iife', globalName: 'sdk', target, conditions: ['react-native'], platform: 'neutral', mainFields: ['module', 'main'],
  });
  return outputFiles[0]?.text ?? '';
}

describe('a runtime like that of React Native', () => {
  test('without crypto, streams and URL signs in, follows, resumes and sends a file', async () => {
    const bundle = await phoneBundle('es2022');
    const bare = { setTimeout, clearTimeout, console, fetch: undefined };
    const context = createContext(bare);
    runInContext(`${bundle}; globalThis.sdk = sdk;`, context);
    const heard = await runInContext(`(async () => {
      const { createTestHouse, createLine, upload, format, sum, createHouse } = sdk;
      const at = createTestHouse();
      const session = { id: 'ses_1', kind: 'CLIENT_APP', idleExpiresAt: '', expiresAt: '', restriction: null };
      at.answer('SessionCreate', { data: { sessionCreate: { userErrors: [], token: 't', deviceToken: 'd', viewer: { id: 'v', role: 'CLIENT' }, session } } });
      at.answer('UploadRequest', { data: { uploadRequest: { userErrors: [{ code: 'INVALID', message: 'no', field: null }], upload: null } } });
      await at.house.sessions.signIn({ client: { documentType: 'DNI', documentNumber: '1', password: 'x' } });
      const line = createLine(at.house, { webSocket: at.webSocket });
      const heard = [typeof crypto, typeof URL, typeof ReadableStream, typeof AbortController];
      line.events('subscription { operationEvents { __typename cursor } }', {}, { onItem: (item) => heard.push(item.cursor), onReload: (cause) => heard.push(cause) });
      await at.clock.advance(100);
      at.happen('operationEvents', { __typename: 'OperationEvent' });
      await at.clock.settle();
      at.kill();
      at.happen('operationEvents', { __typename: 'OperationEvent' });
      at.start();
      await at.clock.advance(5000);
      const sent = await upload(at.house, { content: new Uint8Array(1), purpose: 'DEPOSIT_PROOF', mediaType: 'image/png' });
      heard.push(sent.error.code, 'sha256' in at.asked[1].variables.input, format(sum(['0.10', '0.20'])));
      try {
        createHouse({ url: '' }).id();
      } catch (fault) {
        heard.push(fault.message);
      }
      line.close();
      return heard.join(' | ');
    })()`, context);
    expect(heard).toBe('undefined | undefined | undefined | undefined | begin | 1.1 | 1.2 | INVALID | false | 0.30 | '
      + 'This runtime has no random source: give createHouse `random`, for example getRandomValues of expo-crypto.');
  });

  test('needs no more of a language than the phone has', async () => {
    const bundle = await phoneBundle('es2020');
    expect(bundle).not.toMatch(/\bimport\s*\(|import\.meta|\bstatic\s*\{|\?\?=|#\w+ in /);
  });
});
