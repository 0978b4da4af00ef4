// Builds the page of the present folder again, elsewhere, and compares it, unpacked, with the committed dist.
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

const fresh = mkdtempSync(join(tmpdir(), 'page-'));
try {
  execFileSync('npx', ['vite', 'build', '--logLevel', 'error', '--outDir', fresh, '--emptyOutDir'], { stdio: 'inherit' });
  const committed = contents(join(process.cwd(), 'dist'));
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
