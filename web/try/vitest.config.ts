import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  // The first test of the telephone reads the whole SDK: on a machine that has other things to do, that takes its time.
  test: { include: ['src/**/*.test.ts'], testTimeout: 30_000 },
});
