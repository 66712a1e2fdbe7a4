import { expect, test } from 'vitest';
import { readExternalMap } from '../../lib/external/external-map.ts';
import { selectValues, type Selection } from '../../lib/external/select-values.ts';
import { readTerraformOutputs } from '../../lib/external/terraform-outputs.ts';

const OUTPUTS = {
  db_addresses: ['10.0.0.1'],
  db: { host: 'db.example.com', port: 5432, replicas: null },
  unused: 'x',
};

function select(map: object, outputs: object = OUTPUTS, sensitive = false): Selection {
  const content = Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { sensitive, value }]));
  return selectValues(readExternalMap(map, 'map.json'), readTerraformOutputs(content, 'outputs.json'), {
    environment: 'production',
    outputsFile: 'outputs.json',
    mapFile: 'map.json',
  });
}

test('values are those that the map names, and unused outputs are listed', () => {
  const { values, unused, problems } = select({
    a: { port: 'db.port', addresses: 'db_addresses' },
    b: { h: 'db.host' },
  });

  expect(problems).toEqual([]);
  expect([...values]).toEqual([
    ['a', { port: 5432, addresses: ['10.0.0.1'] }],
    ['b', { h: 'db.example.com' }],
  ]);
  expect(unused).toEqual(['unused']);
});

test('every missing output is told, with the likely one, and with what there is', () => {
  const { problems } = select({ a: { x: 'db_adresses', y: 'nothing_like_it', z: 'toString' } });

  expect(problems).toEqual([
    "outputs.json: has no output 'db_adresses', which map.json wants as a.x. Did you mean db_addresses?",
    "outputs.json: has no output 'nothing_like_it', which map.json wants as a.y. Mend the name, or add the output.",
    "outputs.json: has no output 'toString', which map.json wants as a.z. Mend the name, or add the output.",
    'outputs.json: its outputs are: db, db_addresses, unused.',
  ]);
});

test('a sensitive output is refused with the command that seals it, and without its value', () => {
  const { problems } = select({ a: { password: 'pw' } }, { pw: 'hunter2' }, true);

  expect(problems).toEqual([
    'outputs.json: pw is sensitive, and git is no place for it. Take it out of the map and seal it: terraform output -raw pw | kumiki secret set APP NAME KEY --env production.',
  ]);
});

test('sensitive outputs that nothing asks for do not matter', () => {
  const { problems, unused } = select({ a: { x: 'x' } }, { x: 1, pw: 'hunter2' });

  expect({ problems, unused }).toEqual({ problems: [], unused: ['pw'] });
});

test('a value of another type is told with its path', () => {
  const { problems } = select({ a: { w: 'db', x: 'db.replicas', y: 'db.user', z: 'db_addresses[3]' } });

  expect(problems).toEqual([
    'outputs.json: db is an object. Name the part that is wanted: .host, .port, .replicas.',
    'outputs.json: db.replicas is null. Give it a value, or leave it out of the map.',
    'outputs.json: db has no .user. It has: host, port, replicas. map.json wants db.user as a.y.',
    'outputs.json: db_addresses has 1 items, so it has no [3]. They count from 0. map.json wants db_addresses[3] as a.z.',
  ]);
});
