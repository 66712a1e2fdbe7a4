import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { Config } from '../../lib/constructs/config.ts';
import { folder, type FolderOptions } from '../../lib/delivery/folder.ts';
import { UserError } from '../../lib/errors.ts';
import { deliverEnvironment, find } from './deliver-environment.ts';

test('whatever applies folders finds Namespaces, accounts and rights in delivery/, and no object of a CD tool', () => {
  const outcome = deliverEnvironment({ delivery: folder() }, (environment) => {
    new Config(new Application(environment, 'users'), 'settings', { A: 'a' });
  });

  expect(outcome.findings).toEqual([]);
  expect(
    outcome.objects
      .filter(({ application }) => application === 'delivery')
      .map(({ object: { kind, metadata } }) => `${kind} ${metadata.namespace ?? '-'}/${metadata.name}`)
      .toSorted(),
  ).toEqual([
    'Namespace -/delivery',
    'Namespace -/users',
    'Role users/eu-users',
    'RoleBinding users/eu-users',
    'ServiceAccount delivery/eu-users',
  ]);
});

test('nothing is annotated for a CD tool that is not there', () => {
  const outcome = deliverEnvironment({ delivery: folder() });

  expect(outcome.objects.filter(({ object }) => object.metadata.annotations !== undefined)).toEqual([]);
});

test('the accounts may have a namespace of another name', () => {
  const outcome = deliverEnvironment({ delivery: folder({ namespace: 'cd' }) });

  expect(find(outcome, 'Namespace', 'cd')).toBeDefined();
  expect(find(outcome, 'ServiceAccount', 'eu-users').metadata.namespace).toBe('cd');
});

test.each<[unknown, string]>([
  [{ namespace: 'a/b' }, 'folder(): namespace is "a/b". Use the name of a namespace'],
  [{ namespace: '' }, 'folder(): namespace is "".'],
  [{ repository: 'x' }, 'folder(): repository is not an option of it. There are: namespace.'],
  [null, 'folder(): its argument is no object.'],
])('options that are wrong are refused: %j', (options, message) => {
  const make = (): unknown => folder(options as FolderOptions);

  expect(make).toThrow(UserError);
  expect(make).toThrow(message);
});
