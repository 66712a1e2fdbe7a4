import { expect, test } from 'vitest';
import { decideBump, type BumpQuestion } from '../../lib/change/decide-bump.ts';
import { aPin } from './a-pin.ts';

const question = (changes: Partial<BumpQuestion>): BumpQuestion => ({
  environment: 'staging',
  application: 'users',
  wanted: { api: aPin('b') },
  base: { api: aPin('a') },
  history: [{ commit: '1111111111', pins: { api: aPin('a') } }],
  proposed: undefined,
  relate: () => 'unknown',
  again: false,
  ...changes,
});
const build = (number: string) => ({ repository: 'acme/users', build: number });

test('what the base has already is nothing to do', () => {
  expect(decideBump(question({ wanted: { api: aPin('a') } }))).toMatchObject({ is: 'none' });
});

test('the same digest under another tag is nothing to do', () => {
  const wanted = { api: { ...aPin('a'), tag: 'latest' } };

  expect(decideBump(question({ wanted }))).toMatchObject({ is: 'none' });
});

test('an image of which nobody knows whether it is newer is taken, with a note', () => {
  const decision = decideBump(question({}));

  expect(decision).toMatchObject({ is: 'change', pins: { api: aPin('b') } });
  expect(decision.is === 'change' && decision.notes).toEqual([
    expect.stringContaining(
      'staging: users/api: is taken without knowing whether it is newer than ghcr.io/acme/users-api@sha256:aaaa',
    ),
  ]);
});

test('a newer build is taken without a note, and other pins stay', () => {
  const base = { api: aPin('a', build('1')), worker: aPin('c') };

  const decision = decideBump(question({ wanted: { api: aPin('b', build('2')) }, base }));

  expect(decision).toEqual({
    is: 'change',
    pins: { api: aPin('b', build('2')), worker: aPin('c') },
    notes: [],
  });
});

test('a build before the one of the base is superseded', () => {
  const base = { api: aPin('a', build('10')) };

  expect(decideBump(question({ wanted: { api: aPin('b', build('9')) }, base }))).toMatchObject({
    is: 'superseded',
    why: expect.stringContaining('build 9 is before build 10'),
  });
});

test('--again brings no older build back, whatever the history says of it: only a step back does', () => {
  const versions = [aPin('b', build('9')), aPin('a', build('10'))];
  const history = versions.map((api, index) => ({ commit: `${index}`, pins: { api } })).toReversed();
  const older = question({ wanted: { api: aPin('b', build('9')) }, base: { api: aPin('a', build('10')) }, history });

  expect(decideBump(older)).toMatchObject({ is: 'superseded', why: expect.not.stringContaining('--again') });
  expect(decideBump({ ...older, again: true })).toMatchObject({
    is: 'superseded',
    why: expect.stringContaining('build 9 is before build 10'),
  });
  expect(decideBump({ ...older, again: true, goesBack: true })).toMatchObject({ is: 'change' });
});

test('a build before the one that is proposed is superseded', () => {
  const proposed = { pins: { api: aPin('c', build('10')) }, from: { api: aPin('a') } };

  expect(decideBump(question({ wanted: { api: aPin('b', build('9')) }, proposed }))).toMatchObject({
    is: 'superseded',
    why: expect.stringContaining('the pull request has'),
  });
});

test('an older build never wins, also with again', () => {
  const older = question({
    wanted: { api: { ...aPin('b'), source: build('4') } },
    base: { api: { ...aPin('a'), source: build('5') } },
    again: true,
  });

  expect(decideBump(older)).toMatchObject({ is: 'superseded', why: expect.stringContaining('which is newer') });
});

test('what a revert took off is refused, and comes back with again', () => {
  const history = ['a', 'b', 'a']
    .map((letter, index) => ({ commit: `${index}`, pins: { api: aPin(letter) } }))
    .toReversed();

  expect(decideBump(question({ history }))).toMatchObject({ is: 'refused', why: expect.stringContaining('--again') });
  expect(decideBump(question({ history, again: true }))).toMatchObject({ is: 'change' });
});

test('what a later image replaced is superseded', () => {
  const history = ['b', 'a'].map((letter, index) => ({ commit: `${index}`, pins: { api: aPin(letter) } })).toReversed();

  expect(decideBump(question({ history }))).toMatchObject({
    is: 'superseded',
    why: expect.stringContaining('until commit 1 replaced it'),
  });
});

test('what a pull request changes of another name stays in it', () => {
  const base = { api: aPin('a'), worker: aPin('c') };
  const proposed = { pins: { ...base, worker: aPin('d') }, from: base };

  expect(decideBump(question({ base, proposed }))).toMatchObject({
    pins: { api: aPin('b'), worker: aPin('d') },
  });
});

test('what a pull request changes of another name goes where the base has gone on', () => {
  const base = { api: aPin('a'), worker: aPin('e') };
  const proposed = { pins: { api: aPin('a'), worker: aPin('d') }, from: { api: aPin('a'), worker: aPin('c') } };

  expect(decideBump(question({ base, proposed }))).toMatchObject({ pins: { api: aPin('b'), worker: aPin('e') } });
});

test('with several names one that is superseded keeps all of them back', () => {
  const base = { api: aPin('a', build('10')), worker: aPin('c', build('1')) };
  const wanted = { api: aPin('b', build('9')), worker: aPin('d', build('9')) };

  expect(decideBump(question({ base, wanted }))).toMatchObject({ is: 'superseded' });
});

test('a name that has no pin yet gets one', () => {
  expect(decideBump(question({ base: {}, history: [] }))).toMatchObject({
    is: 'change',
    pins: { api: aPin('b') },
    notes: [],
  });
});
