import { expect, test } from 'vitest';
import { editLiteral } from '../../../lib/change/rename/edit-literal.ts';
import { findLiterals } from '../../../lib/change/rename/find-literals.ts';

function renamed(source: string, namespace?: string): string {
  const [literal, ...more] = findLiterals(source, 'users');
  if (literal === undefined || more.length > 0)
    throw new Error(`${more.length + (literal === undefined ? 0 : 1)} literals`);
  return editLiteral(source, literal, 'people', namespace);
}

test.each<[string, string, string]>([
  ['no options', `super(environment, 'users');`, `super(environment, 'people', { namespace: 'users' });`],
  ['double quotes', `super(env, "users");`, `super(env, "people", { namespace: "users" });`],
  ['a comma at the end', `super(a, 'users',)`, `super(a, 'people', { namespace: 'users' },)`],
  ['empty options', `super(a, 'users', {})`, `super(a, 'people', { namespace: 'users' })`],
  ['options', `super(a, 'users', { owner: 'x' })`, `super(a, 'people', { namespace: 'users', owner: 'x' })`],
  [
    'options on lines of their own',
    `super(a, 'users', {\n      owner: 'x',\n    })`,
    `super(a, 'people', {\n      namespace: 'users',\n      owner: 'x',\n    })`,
  ],
  ['a namespace', `super(a, 'users', { namespace: ns })`, `super(a, 'people', { namespace: ns })`],
  [
    'a namespace in quotes',
    `super(a, 'users', { b: [1, { c: 2 }], 'namespace': x })`,
    `super(a, 'people', { b: [1, { c: 2 }], 'namespace': x })`,
  ],
  [
    'a namespace of its own name',
    `super(a, 'users', { owner, namespace })`,
    `super(a, 'people', { owner, namespace })`,
  ],
  ['options of somebody', `super(a, 'users', { ...props })`, `super(a, 'people', { ...props })`],
  ['a variable', `super(a, 'users', props)`, `super(a, 'people', props)`],
  [
    'a namespace deeper down',
    `super(a, 'users', { labels: { namespace: 'x' } })`,
    `super(a, 'people', { namespace: 'users', labels: { namespace: 'x' } })`,
  ],
  [
    'an application without a class',
    `new Application(environment, 'users')`,
    `new Application(environment, 'people', { namespace: 'users' })`,
  ],
  [
    'a call as the first argument',
    `super(of(a, ['users']), 'users')`,
    `super(of(a, ['users']), 'people', { namespace: 'users' })`,
  ],
])('the id is changed, and the namespace kept: %s', (_, source, expected) => {
  expect(renamed(source, 'users')).toBe(expected);
});

test('nothing is added where nothing has to be kept', () => {
  expect(renamed(`super(a, 'users', { owner: 'x' })`)).toBe(`super(a, 'people', { owner: 'x' })`);
});

test.each<[string, string]>([
  ['a comment', `// super(a, 'users')`],
  ['a comment of several lines', `/* super(\na, 'users') */`],
  ['a text', `const a = "super(a, 'users')";`],
  ['a template', "const a = `super(a, 'users')`;"],
  ['a regular expression', `const a = /super(a, 'users')"/;`],
  ['another call', `superb(a, 'users'); new Users(a, 'users'); Application(a, 'users')`],
  ['another argument', `super('users', a); super(a, b, 'users')`],
  ['another id', `super(a, 'users2'); super(a, 'Users')`],
  ['a part of a text', `super(a, 'users' + x); super(a, x + 'users')`],
  ['a template as id', 'super(a, `users`)'],
  ['a method', `super.call(a, 'users')`],
])('is no id: %s', (_, source) => {
  expect(findLiterals(source, 'users')).toEqual([]);
});

test.each<[string, string]>([
  ['a comment in the call', `super(/* 'x' */ environment, // , 'y'\n 'users')`],
  ['a quote in a regular expression', `const a = /["'\`]/.test(b) ? 1 : 2; super(a, 'users')`],
  ['a division', `const a = b / 2; const c = d / e; super(a, 'users')`],
  ['code in a template', "const a = `${(() => { return `}${b}` })()}'`; super(a, 'users')"],
  ['in the code of a template', "const a = `${class extends B { constructor() { super(a, 'users'); } }}`;"],
  ['an escaped quote', String.raw`const a = 'it\'s'; const b = "\\"; super(a, 'users')`],
])('is found all the same: %s', (_, source) => {
  expect(findLiterals(source, 'users')).toHaveLength(1);
});

test('each place is told with its line', () => {
  const source = `class A { constructor(e) {\n super(e, 'users'); } }\nnew Application(e,\n 'users', {});\n`;

  expect(findLiterals(source, 'users').map(({ line }) => line)).toEqual([2, 4]);
});

test('what is no TypeScript ends', () => {
  for (const source of ['super(', "super(a, 'users'", '`${', '/*', "'", 'super(a, "users", {', '}}}'])
    expect(() => findLiterals(source, 'users')).not.toThrow();
});
