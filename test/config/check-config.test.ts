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
    repository: 'https://git.example.com/acme/manifests.git',
    files: 'application',
    foreign: ['dist/production/legacy/*.yaml'],
    checks: { 'practice/no-limits': 'error' },
    maxDeletes: '20%',
  };

  const problems: string[] = [];

  expect(checkConfig({ default: defineConfig(config) }, 'kumiki.config.ts', problems)).toBe(config);
  expect(problems).toEqual([]);
});

test('nothing needs to be set, and undefined is nothing', () => {
  expect(check({})).toEqual([]);
  expect(check({ files: undefined, repository: undefined })).toEqual([]);
});

test.each<[unknown, string]>([
  [{ file: 'application' }, 'file is no setting. Did you mean files?'],
  [{ somethingElse: 1 }, 'somethingElse is no setting. There are: repository, files, foreign, checks, maxDeletes.'],
  [{ toString: 1 }, 'toString is no setting. There are: repository, files, foreign, checks, maxDeletes.'],
  [{ files: 'one' }, `files is "one". Use 'resource' or 'application'.`],
  [{ files: null }, `files is null. Use 'resource' or 'application'.`],
  [{ foreign: 'x.yaml' }, `foreign is "x.yaml". Use a list of paths: ['dist/production/legacy/*.yaml'].`],
  [{ foreign: [''] }, `foreign is [""]. Use a list of paths: ['dist/production/legacy/*.yaml'].`],
  [{ repository: '' }, 'repository is "". Use the address of the repository, as text.'],
  [{ repository: 5 }, 'repository is 5. Use the address of the repository, as text.'],
  [{ maxDeletes: -1 }, "maxDeletes is -1. Use a whole number, or a share such as '20%'."],
  [{ maxDeletes: '101%' }, `maxDeletes is "101%". Use a whole number, or a share such as '20%'.`],
  [{ checks: [] }, "checks is []. Use an object: { '<category>/<rule>': 'warning' }."],
])('%j is refused', (config, message) => {
  expect(check(config)).toEqual([`kumiki.config.ts: ${message}`]);
});

test('the severity of a rule is one of four', () => {
  expect(check({ checks: { 'practice/x': 'fatal' } })[0]).toContain(
    `'practice/x' has "fatal": a rule is '<category>/<name>', and gets one of error, warning, info, off.`,
  );
});

test('a password in an address is refused, and not repeated', () => {
  const [message] = check({ repository: 'https://bot:secret@git.example.com/x.git' });

  expect(message).toContain('Take the password out of it');
  expect(message).not.toContain('secret@');
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
