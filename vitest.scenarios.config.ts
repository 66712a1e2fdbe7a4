import { defineConfig } from 'vitest/config';
import shared from './vitest.config.ts';

// Long ways through the change flow: each runs the command several times on one repository. CI runs them with `npm run e2e`.
export default defineConfig({ ...shared, test: { ...shared.test, include: ['test/**/*.scenario.ts'] } });
