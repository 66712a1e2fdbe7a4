import { defineConfig } from 'vitest/config';

export default defineConfig({
  // `kumiki` resolves to lib/ by the export condition that only this repository sets.
  ssr: { resolve: { conditions: ['kumiki:source', 'node', 'import', 'module', 'default'] } },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/before-all.ts'],
    testTimeout: 30_000,
    // Tests of the change flow wait for other programs most of the time.
    maxWorkers: '100%',
    // No test leaves anything in a module; loading all of them again for each file took a third of the time.
    isolate: false,
  },
});
