import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const compressible = /\.(js|css)$/;

/**
 * Replaces the files under assets/ by their gzip twins. Every browser takes those; the Go handler unpacks them for
 * whoever does not, so the bundle is kept once and small.
 */
export function compressAssets(): Plugin {
  let assets = '';
  return {
    name: 'compress-assets',
    apply: 'build',
    configResolved({ root, build }) {
      assets = resolve(root, build.outDir, build.assetsDir);
    },
    closeBundle() {
      for (const name of readdirSync(assets)) {
        if (!compressible.test(name)) continue;
        const path = resolve(assets, name);
        writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
        rmSync(path);
      }
    },
  };
}
