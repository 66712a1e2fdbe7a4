import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { existingSecret } from '../../lib/constructs/secret.ts';
import { Worker } from '../../lib/constructs/worker.ts';
import { messagesOf, renderFindings } from '../render-findings.ts';

const password = existingSecret('users-database', ['password']).key('password');
const MESSAGE =
  "The key 'password' cannot be part of a text: its value is known only inside the Pod. Give it an env name, such as VALUE, and write $(VALUE).";

test.each<[string, () => unknown]>([
  ['a template literal', () => `postgres://app:${password as unknown as string}@db`],
  ['JSON', () => JSON.stringify({ password })],
  ['a sum of texts', () => `${String(password)}`],
])('a key in %s is refused with the way out', (_, use) => {
  expect(use).toThrow(MESSAGE);
});

test('so is a key among arguments, as a finding of the environment', () => {
  const outcome = renderFindings(
    (environment) =>
      new Worker(new Application(environment, 'a'), 'x', { image: 'a:1', args: [password as unknown as string] }),
  );

  expect(messagesOf(outcome)).toEqual([MESSAGE]);
});

test('a secret that was declared with keys has no others', () => {
  const secret = existingSecret('users-database', ['password', 'user']);

  expect(() => secret.key('pasword' as 'password')).toThrow(
    "The Secret 'users-database' has no key 'pasword'. There are: password, user.",
  );
  expect(existingSecret('free').key('any').key).toBe('any');
});
