import { expect, test } from 'vitest';
import { at } from './at.ts';
import { documentsOf, fileOf } from './recipes.ts';

test.each(['github', 'gitea'])('%s: what a schedule does cannot take the place of a repair that waits', (host) => {
  const [bot] = documentsOf(fileOf(host, 'manifests', 'kumiki-bot.yaml'));

  expect(at(bot, 'concurrency')).toEqual({
    group: 'kumiki-bot-${{ github.event_name }}-${{ github.ref }}',
    'cancel-in-progress': false,
  });
});

test('circleci: no task takes the place of another one, or that of another branch', () => {
  const [config] = documentsOf(fileOf('circleci', 'manifests', 'config.yml'));
  const group = (name: string) => at(config, 'workflows', name, 'jobs', '0', name, 'serial-group');

  expect(['repair', 'refresh', 'render'].map(group)).toEqual([
    '<< pipeline.project.slug >>/kumiki/repair',
    '<< pipeline.project.slug >>/kumiki/refresh',
    '<< pipeline.project.slug >>/<< pipeline.git.branch >>',
  ]);
});

test('a bump waits for no other one, as the run of an old commit could take the place of a newer one', () => {
  const [github] = documentsOf(fileOf('github', 'application', 'kumiki-bump.yaml'));
  const [circleci] = documentsOf(fileOf('circleci', 'application', 'config.yml'));

  expect(JSON.stringify(github)).not.toContain('"concurrency"');
  expect(JSON.stringify(circleci)).not.toContain('"serial-group"');
});
