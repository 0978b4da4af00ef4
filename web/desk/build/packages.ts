import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

interface Entry { readonly source?: string }

/**
 * Where the sources of the SDK stand, by the names under which they are imported. A condition would do the same, but React
 * Aria ships its own sources under it.
 */
export function sdkSources(): { find: RegExp; replacement: string }[] {
  const folder = resolve(import.meta.dirname, '../../sdk');
  const { exports } = JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8')) as { exports: Record<string, Entry | string> };
  return Object.entries(exports).flatMap(([name, entry]) => {
    if (typeof entry === 'string' || !entry.source) return [];
    const imported = `@qoricash/sdk${name.slice(1)}`;
    return [{ find: new RegExp(`^${imported.replaceAll('/', '\\/')}$`), replacement: resolve(folder, entry.source) }];
  });
}
