import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const compressible = /\.(js|css)$/;

/**
 * Replaces the files under assets/ by their gzip twins. Every browser takes those; the Go handler unpacks them for
 * whoever does not, so the bundle is kept once and small. It names no type of Vite, since each page has its own.
 */
export function compressAssets() {
  let assets = '';
  return {
    name: 'compress-assets',
    apply: 'build' as const,
    configResolved({ root, build }: { root: string; build: { outDir: string; assetsDir: string } }) {
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
