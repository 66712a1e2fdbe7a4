import { expect, test } from 'vitest';
import { readDeletions, renderDeletions, renderEntry } from '../../lib/change/deletions.ts';

const FILE = 'environments/production/deletions.json';

function problemOf(content: unknown): string {
  try {
    readDeletions(typeof content === 'string' ? content : JSON.stringify(content), FILE);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test('what is written is read again, with its keys in order', () => {
  const deletions = [
    { reason: 'retired', application: 'users' },
    { reason: 'moved', object: 'StatefulSet.apps/users/users-db' },
  ];

  const text = renderDeletions(deletions);

  expect(readDeletions(text, FILE)).toEqual(deletions);
  expect(text).toBe(`[
  {
    "application": "users",
    "reason": "retired"
  },
  {
    "object": "StatefulSet.apps/users/users-db",
    "reason": "moved"
  }
]
`);
});

test('an entry is one line of JSON', () => {
  expect(renderEntry({ reason: 'retired "now"', object: 'Secret/a' })).toBe(
    '{ "object": "Secret/a", "reason": "retired \\"now\\"" }',
  );
});

test.each<[unknown, string]>([
  [{}, 'the content is {}. Use a list: [{ … }].'],
  [['users'], '[0] is "users". Use an object: { "reason": "…" }.'],
  [[{ reason: 'r', app: 'users' }], '[0].app is no key of it. There are: application, object, reason.'],
  [[{ application: 'users' }], '[0].reason is missing. Say why it may go.'],
  [[{ reason: ' ' }], '[0].reason is " ". Say why it may go.'],
  [[{ reason: '…' }], '[0].reason is "…". Say why it may go.'],
  [[{ reason: 1 }], '[0].reason is 1. Say why it may go.'],
  [[{ reason: 'r', application: '' }], '[0].application is "". Use the name of an application, such as "users".'],
  [
    [{ reason: 'r', application: 'users/api' }],
    '[0].application is "users/api". Use the name of an application, such as "users".',
  ],
  [[{ reason: 'r', application: ['a'] }], '[0].application is ["a"]. Use the name of an application, such as "users".'],
  [
    [{ reason: 'r', object: 'users-db' }],
    '[0].object is "users-db". Use Kind/name or Kind.group/namespace/name, such as "StatefulSet.apps/users/users-db".',
  ],
  [
    [{ reason: 'r', object: null }],
    '[0].object is null. Use Kind/name or Kind.group/namespace/name, such as "StatefulSet.apps/users/users-db".',
  ],
  [
    [
      { application: 'users', reason: 'one' },
      { application: 'users', reason: 'other' },
    ],
    '[1] names the same as [0]. Remove one of the two.',
  ],
])('%j is refused', (content, message) => {
  expect(problemOf(content)).toBe(`${FILE}: ${message}`);
});

test('all mistakes are told at once, and what is no JSON with its line', () => {
  expect(problemOf([{ reason: '' }, 1]).split('\n')).toHaveLength(2);
  expect(problemOf('[\n{\n')).toContain(`${FILE}:3: is no JSON`);
});
