import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressAssets } from '../page/build/compress.ts';

export default defineConfig({
  base: '/try/',
  plugins: [react(), compressAssets()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: {
    target: ['es2022', 'chrome111', 'safari16.4', 'firefox113'],
    // What comes later is one file each, so there is nothing to be fetched beside it.
    modulePreload: false,
    manifest: true,
    license: { fileName: 'third-party-licenses.md' },
  },
  server: {
    proxy: Object.fromEntries(
      ['/graphql', '/files', '/dev', '/try/visitors.json'].map((path) => [path, { target: process.env['QORICASH_URL'] ?? 'http://127.0.0.1:8080', ws: true }]),
    ),
  },
});
