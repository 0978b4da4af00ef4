import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressAssets } from '../page/build/compress.ts';

export default defineConfig({
  // Relative addresses: the program decides under which path the page lives.
  base: './',
  plugins: [react(), compressAssets()],
  build: {
    target: 'es2022',
    // The editor is one large lazy chunk by nature.
    chunkSizeWarningLimit: 4_000,
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
    proxy: { '/graphql': { target: process.env['QORICASH_URL'] ?? 'http://127.0.0.1:8080', ws: true } },
  },
});
