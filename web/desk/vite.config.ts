import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compressAssets } from '../page/build/compress.ts';
import { twoLanguages } from '../kit/build/languages.ts';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { sdkSources } from './build/packages.ts';
import { devNonce, devPolicy } from './build/policy.ts';

const dist = resolve(import.meta.dirname, process.env['DESK_DIST'] ?? 'dist');
const { version } = JSON.parse(readFileSync(resolve(import.meta.dirname, 'package.json'), 'utf8')) as { version: string };
const house = process.env['QORICASH_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig(({ command }) => ({
  // Addresses below /desk/operations/… find the files by it; the program mounts the page nowhere else.
  base: '/desk/',
  plugins: [twoLanguages(), react(), compressAssets()],
  resolve: { alias: sdkSources() },
  define: { __DESK_VERSION__: JSON.stringify(version) },
  ...(command === 'serve' && { html: { cspNonce: devNonce } }),
  build: {
    outDir: dist,
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    rolldownOptions: {
      onLog(level, log, handle) {
        // Libraries made with React's compiler carry a directive for that compiler; a bundle has no use for it.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
    license: { fileName: 'third-party-licenses.md' },
  },
  worker: { format: 'es' },
  server: {
    port: 5173,
    headers: { 'Content-Security-Policy': devPolicy },
    proxy: {
      '/graphql': { target: house, ws: true },
      '/files': { target: house },
      '/dev/mail': { target: house },
    },
  },
  test: { include: ['src/**/*.test.ts', 'test/**/*.test.ts'] },
}));
