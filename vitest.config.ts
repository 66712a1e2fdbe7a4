import { defineConfig } from 'vitest/config';

// `kumiki` resolves to lib/ by the export condition that only this repository sets.
export default defineConfig({
  ssr: { resolve: { conditions: ['kumiki:source', 'node', 'import', 'module', 'default'] } },
  test: { include: ['test/**/*.test.ts'], globalSetup: ['test/build-command.ts'], testTimeout: 30_000 },
});
