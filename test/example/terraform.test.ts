import { expect, test } from 'vitest';
import { runKumiki } from '../cli/run-kumiki.ts';

test.each(['staging', 'production-eu', 'production-us'])(
  'the addresses of %s are those that Terraform gave',
  async (environment) => {
    const files = ['--terraform', `test/example/terraform/${environment}.json`, '--map', 'config/terraform-map.json'];

    const { code } = await runKumiki(process.cwd(), ['external', 'import', '--check', '--env', environment, ...files]);

    expect(code).toBe(0);
  },
);
