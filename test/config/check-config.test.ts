import { expect, test } from 'vitest';
import { checkConfig } from '../../lib/config/check-config.ts';
import { defineConfig, type KumikiConfig } from '../../lib/config/define-config.ts';

function check(config: unknown): readonly string[] {
  const problems: string[] = [];
  checkConfig({ default: config }, 'kumiki.config.ts', problems);
  return problems;
}

test('every setting that is right is taken as it is', () => {
  const config: KumikiConfig = {
    files: 'application',
    foreign: ['dist/production/legacy/*.yaml'],
    maxDeletes: '20%',
  };

  const problems: string[] = [];

  expect(checkConfig({ default: defineConfig(config) }, 'kumiki.config.ts', problems)).toBe(config);
  expect(problems).toEqual([]);
});

test('nothing needs to be set, and undefined is nothing', () => {
  expect(check({})).toEqual([]);
  expect(check({ files: undefined })).toEqual([]);
});

test.each<[unknown, string]>([
  [{ file: 'application' }, 'file is no setting. Did you mean files?'],
  [{ somethingElse: 1 }, 'somethingElse is no setting. There are: repository, files, foreign, maxDeletes.'],
  [{ toString: 1 }, 'toString is no setting. There are: repository, files, foreign, maxDeletes.'],
  [{ files: 'one' }, `files is "one". Use 'resource' or 'application'.`],
  [{ files: null }, `files is null. Use 'resource' or 'application'.`],
  [{ foreign: 'x.yaml' }, `foreign is "x.yaml". Use a list of paths: ['dist/production/legacy/*.yaml'].`],
  [{ foreign: [''] }, `foreign is [""]. Use a list of paths: ['dist/production/legacy/*.yaml'].`],
  [{ maxDeletes: -1 }, "maxDeletes is -1. Use a whole number, 0 or more, or a part: '20%'."],
  [{ maxDeletes: 2.5 }, "maxDeletes is 2.5. Use a whole number, 0 or more, or a part: '20%'."],
  [{ maxDeletes: '20' }, `maxDeletes is "20". Use a whole number, 0 or more, or a part: '20%'.`],
  [{ maxDeletes: '120%' }, `maxDeletes is "120%". Use a whole number, 0 or more, or a part: '20%'.`],
])('%j is refused', (config, message) => {
  expect(check(config)).toEqual([`kumiki.config.ts: ${message}`]);
});

test.each<[Readonly<Record<string, unknown>>, string]>([
  [{}, "has no default export. Write 'export default defineConfig({ … })'."],
  [{ default: 1 }, "the default export is 1. Write 'export default defineConfig({ … })'."],
  [{ default: [] }, "the default export is []. Write 'export default defineConfig({ … })'."],
  [{ default: undefined }, "the default export is undefined. Write 'export default defineConfig({ … })'."],
])('the exports %j are no config', (exports, message) => {
  const problems: string[] = [];

  checkConfig(exports, 'kumiki.config.ts', problems);

  expect(problems).toEqual([`kumiki.config.ts: ${message}`]);
});
