import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const compressible = /\.(js|css)$/;

/**
 * Replaces the files under assets/ by their gzip twins. Every browser takes those; the Go handler unpacks them for
 * whoever does not, so the bundle is kept once and small.
 */
export function compressAssets(directory: string): Plugin {
  return {
    name: 'compress-assets',
    apply: 'build',
    closeBundle() {
      const assets = join(directory, 'assets');
      for (const name of readdirSync(assets)) {
        if (!compressible.test(name)) continue;
        const path = join(assets, name);
        writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
        rmSync(path);
      }
    },
  };
}
