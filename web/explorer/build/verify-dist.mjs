// Builds the page again in a folder of its own and compares it, unpacked, with the committed dist.
// Compressors differ between versions of Node; what they hold must not.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

function contents(directory) {
  const files = new Map();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const content = readFileSync(path);
    files.set(path.slice(directory.length + 1), entry.name.endsWith('.gz') ? gunzipSync(content) : content);
  }
  return files;
}

const fresh = mkdtempSync(join(tmpdir(), 'explorer-'));
try {
  execFileSync('npx', ['vite', 'build', '--logLevel', 'error'], { env: { ...process.env, EXPLORER_DIST: fresh }, stdio: 'inherit' });
  const committed = contents(join(import.meta.dirname, '..', 'dist'));
  const built = contents(fresh);
  const names = new Set([...committed.keys(), ...built.keys()]);
  const different = [...names].filter((name) => !committed.get(name)?.equals(built.get(name) ?? Buffer.alloc(0)));
  if (different.length > 0) {
    console.error(`dist is not what the sources make; run "npm run build":\n${different.sort().join('\n')}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
