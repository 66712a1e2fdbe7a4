import { defineConfig } from 'vitest/config';

// Real servers, one file after the other: `npm run e2e`. What they need is built first.
export default defineConfig({
  ssr: { resolve: { conditions: ['kumiki:source', 'node', 'import', 'module', 'default'] } },
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    globalSetup: ['test/servers/global-setup.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['verbose'],
  },
});
