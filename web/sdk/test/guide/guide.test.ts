import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test.each(['README.md', '../../docs/front-end.md'])('%s shows the code that is compiled here', (page) => {
  const folder = join(import.meta.dirname, '../..');
  const text = readFileSync(join(folder, page), 'utf8');
  const shown = [...text.matchAll(/<!-- (?:file|sdk): (test\/guide\/\S+) -->\n```tsx?\n([\s\S]*?)```\n/g)];
  expect(shown.length).toBeGreaterThan(0);
  for (const [, path, code] of shown) expect(code).toBe(readFileSync(join(folder, path ?? ''), 'utf8'));
});
