import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { twoLanguages } from './build/languages.ts';

/** The page of the kit: every component, in both themes, for people who build screens and for the test of accessibility. */
export default defineConfig({
  root: resolve(import.meta.dirname, 'page'),
  plugins: [twoLanguages(), react()],
  build: { outDir: resolve(import.meta.dirname, 'page-dist'), emptyOutDir: true, target: 'es2022' },
  test: { root: import.meta.dirname, include: ['test/**/*.test.ts'] },
});
