import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readManifests } from '../../lib/read/read-manifests.ts';
import { emitDocument } from '../../lib/write/emit-yaml.ts';
import { tryReadEmitted } from '../../lib/write/read-emitted.ts';
import { document } from './documents.ts';
import { TRAPS } from './strings.ts';

const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'redis', labels: { 'app.kubernetes.io/name': 'redis', on: 'yes' }, annotations: {}, nothing: null },
  spec: {
    replicas: 2,
    ratio: 0.5,
    paused: false,
    template: {
      containers: [
        {
          name: 'a',
          args: ['--x=1', '-v', 'a: b', '', '- c', '|'],
          command: ['sh', '-c', 'set -e\n  echo  \n\nexit\n'],
        },
        { name: 'b', env: [], cpu: '100m', text: '  indented\nlines', keep: 'a\n\n' },
      ],
      matrix: [[1, [2, { a: 3 }]], [], {}, ['x']],
    },
  },
};

test('what was written comes back', () => {
  expect(tryReadEmitted(emitDocument(DEPLOYMENT))).toEqual(DEPLOYMENT);
});

test('every trap comes back as key, value, item and nested item', () => {
  // A key of over a thousand characters is written in another way, which is not read here.
  for (const trap of TRAPS.filter((each) => each.length < 1000 && each !== '__proto__')) {
    const value = { [trap]: trap, list: [trap, [trap, [trap]], { [trap]: { deep: trap } }], map: { [trap]: [trap] } };

    expect(tryReadEmitted(emitDocument(value))).toEqual(value);
  }
});

test('random documents come back equal, or not at all', () => {
  let read = 0;
  fc.assert(
    fc.property(document, (value) => {
      const object = tryReadEmitted(emitDocument(value));

      if (object === undefined) return;
      read += 1;
      expect(JSON.stringify(object)).toBe(JSON.stringify(value));
    }),
    { numRuns: 2000 },
  );
  expect(read).toBeGreaterThan(1000);
});

test('a text that somebody changed is read as Kubernetes reads it, or not at all', () => {
  const text = emitDocument(DEPLOYMENT);
  const changes = fc.constantFrom(
    '',
    ' ',
    '\n',
    ':',
    '- ',
    '"',
    "'",
    '#',
    '|',
    'yes',
    '1.2.3',
    '1e3',
    '~',
    '&a',
    '*a',
    '{',
    '<<: ',
    '---\n',
  );
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(3), changes, (at, removed, change) => {
      const changed = text.slice(0, at) + change + text.slice(at + removed);
      const object = tryReadEmitted(changed);

      if (object === undefined) return;
      const { objects, findings } = readManifests(changed, 'a.yaml');
      expect(findings).toEqual([]);
      expect(objects.map((one) => one.object)).toEqual([object]);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  '',
  '\n',
  'a',
  'a: b: c\n',
  'a: 1.2.3\n',
  'a: b',
  '"a: b\n',
  'a: |\n',
  'a:\n',
  '- a\n',
  'a: 1\na: 1\n',
  '__proto__: 1\n',
  'b: 9007199254740993\n',
])('%j is not taken', (text) => {
  expect(tryReadEmitted(text)).toBeUndefined();
});
