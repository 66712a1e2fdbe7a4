import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { expect, test, vi } from 'vitest';
import type { Io } from '../../../../lib/cli/io.ts';
import { standardInput } from '../../../../lib/cli/standard-input.ts';
import { makeRepository, write } from '../../../environment/fixture-repository.ts';
import { makeCertificate } from '../../../secret/make-certificate.ts';
import { runKumiki } from '../../run-kumiki.ts';
import { DATABASE, environmentOf, makeVault, opened, TODAY } from './vault.ts';

const CANARY = 'c4nary!Kb7Qx/w2Zr';
const PASSWORD = ['secret', 'set', 'users', 'database', 'password', '--env', '*'];
const FROM_INPUT = ['secret', 'set', 'users', 'database', '--env', '*', '--from-env-file', '-'];

interface Case {
  readonly args: readonly string[];
  /** On standard input. */
  readonly input?: string | Readable;
  readonly files?: Readonly<Record<string, string>>;
  /** What the command must say, so that the case is the one that it is meant to be. */
  readonly says: string;
}

const CASES: Readonly<Record<string, Case>> = {
  'a value that is sealed': { args: PASSWORD, input: CANARY, says: 'Sealed password:' },
  'a value that is sealed, as JSON': { args: [...PASSWORD, '--json'], input: CANARY, says: '"sealed"' },
  'a line': { args: PASSWORD, input: `${CANARY}\n`, says: 'line feed' },
  'many values': { args: FROM_INPUT, input: `A=${CANARY}\nB="${CANARY}"\n`, says: 'Sealed A, B:' },
  'a typed value': { args: PASSWORD, input: typed(`${CANARY}\r`), says: 'Sealed password:' },
  'a value that is too long': { args: PASSWORD, input: CANARY.repeat(2 ** 16), says: 'has more than' },
  'values that are too long together': {
    args: FROM_INPUT,
    input: `A=${CANARY.repeat(40_000)}\nB=${CANARY.repeat(40_000)}\n`,
    says: 'all keys together',
  },
  'a line without a key': { args: FROM_INPUT, input: `A=1\n${CANARY}\n`, says: "has no '='" },
  'a value for a key': { args: FROM_INPUT, input: `${CANARY}=\n`, says: 'cannot be a key' },
  'a key twice': { args: FROM_INPUT, input: `A=${CANARY}\nA=${CANARY}\n`, says: 'has the key of line 1 again' },
  'an export': { args: FROM_INPUT, input: `export A=${CANARY}\n`, says: "begins with 'export'" },
  'bytes that are no text': {
    args: FROM_INPUT,
    input: Readable.from([Buffer.from(`A=${CANARY}\u00FF`, 'latin1')]),
    says: 'UTF-8',
  },
  'several lines that are typed': { args: PASSWORD, input: typed(`${CANARY}\r${CANARY}\r`), says: 'Several lines' },
  'an arrow': { args: PASSWORD, input: typed(`${CANARY}\u001B[A\r`), says: 'no text, such as an arrow' },
  'a typed value that is given up': { args: PASSWORD, input: typed(`${CANARY}\u0003`), says: 'Interrupted: nothing' },
  'a value on the line': { args: [...PASSWORD, CANARY], says: 'in the history of the shell' },
  'a value on the line, as JSON': { args: [...PASSWORD, CANARY, '--json'], says: 'in the history of the shell' },
  'a value as an option': { args: [...PASSWORD, '--value', CANARY], says: 'in the history of the shell' },
  'a value in an option': { args: [...PASSWORD, `--value=${CANARY}`], says: 'in the history of the shell' },
  'a value at a switch': { args: [...PASSWORD, `--same-value=${CANARY}`], says: 'in the history of the shell' },
  'a value in a short option': { args: [...PASSWORD, `-p${CANARY}`], says: 'in the history of the shell' },
  'a value for a key on the line': {
    args: ['secret', 'set', 'users', 'database', CANARY, '--env', '*'],
    says: 'the key cannot be one of a Secret',
  },
  'a key with its value': {
    args: ['secret', 'set', 'users', 'database', `password=${CANARY}`, '--env', '*'],
    says: 'the key cannot be one of a Secret',
  },
  'a value for a name': { args: ['secret', 'set', 'users', CANARY, 'x', '--env', '*'], says: 'the name cannot be' },
  'a value beside a file': { args: [...FROM_INPUT, 'password', CANARY], says: '--from-env-file has the keys' },
  'a value for a file': {
    args: ['secret', 'set', 'users', 'database', '--env', '*', '--from-env-file', `password=${CANARY}`],
    says: 'cannot be read (ENOENT)',
  },
  'a missing application': {
    args: PASSWORD,
    input: CANARY,
    files: { 'environments/staging.ts': environmentOf('staging', '') },
    says: 'has no application',
  },
  'a missing environment': { args: [...PASSWORD, '--env', 'prod'], input: CANARY, says: 'matches nothing' },
  'an environment that cannot be built': {
    args: PASSWORD,
    input: CANARY,
    files: { 'environments/staging.ts': environmentOf('staging', 'throw new Error();') },
    says: 'environments/staging.ts',
  },
  'no value to be the same': { args: [...PASSWORD, '--same-value'], input: CANARY, says: 'there is no same value' },
  'a certificate that has expired': {
    args: PASSWORD,
    input: CANARY,
    files: { 'environments/staging/sealing.pem': makeCertificate({ notAfter: '2026-01-02T00:00:00Z' }).pem },
    says: 'has expired',
  },
  'a value for a certificate': {
    args: ['secret', 'certificate', '-', '--env', '*'],
    input: CANARY,
    says: 'is no certificate in PEM',
  },
  'a value for a file of seals': {
    args: PASSWORD,
    input: CANARY,
    files: { [DATABASE]: '{ "scope": "loose" }' },
    says: 'scope is',
  },
  'a folder that cannot be made': {
    args: PASSWORD,
    input: CANARY,
    files: { 'environments/staging/secrets': 'a file' },
    says: 'cannot be written',
  },
};

test.each(Object.entries(CASES))('%s is nowhere to be seen', async (_, { args, input = '', files = {}, says }) => {
  const root = makeVault(files);
  const home = makeRepository({});
  vi.stubEnv('HOME', home);
  vi.stubEnv('TMPDIR', home);

  const { out, err } = await runKumiki(root, args, ioOf(input));

  vi.unstubAllEnvs();
  expect(out + err).toContain(says);
  expect(findCanary(out + err)).toBeUndefined();
  expect(filesBelow(root, home).filter((file) => findCanary(readFileSync(file, 'latin1')) !== undefined)).toEqual([]);
});

test.each(['status', 'reseal'])('%s repeats nothing of what was written into a file by hand', async (command) => {
  const root = makeVault();
  for (const text of [`{ "keys": { "password": "${CANARY}" } }`, `{ "keys": ${CANARY}`, `"${CANARY}"`]) {
    write(root, DATABASE, text);

    const { out, err } = await runKumiki(root, ['secret', command], { today: () => TODAY });

    expect(err).toContain(DATABASE);
    expect(findCanary(out + err)).toBeUndefined();
  }
});

test('synth and status after it leave it nowhere, and it was sealed all the same', async () => {
  const root = makeVault();
  await runKumiki(root, PASSWORD, ioOf(CANARY));

  const ended = [
    await runKumiki(root, ['synth']),
    await runKumiki(root, ['check']),
    await runKumiki(root, ['secret', 'status']),
  ];

  expect(ended.map(({ out, err }) => findCanary(out + err))).toEqual([undefined, undefined, undefined]);
  expect(filesBelow(root).filter((file) => findCanary(readFileSync(file, 'latin1')) !== undefined)).toEqual([]);
  expect(opened(root)).toMatchObject({ values: { password: CANARY } });
});

test.each([CANARY, btoa(CANARY), btoa(`A=${CANARY}`), Buffer.from(CANARY).toString('hex')])(
  '%s would be seen',
  (text) => {
    expect(findCanary(`the value is ${text}.`)).toBeDefined();
  },
);

function ioOf(input: string | Readable): Partial<Io> {
  const stream = typeof input === 'string' ? Readable.from([Buffer.from(input)]) : input;
  return {
    input: standardInput(
      () => stream,
      () => undefined,
    ),
    today: () => TODAY,
  };
}

/** A terminal on which these keys are pressed. */
function typed(keys: string): Readable {
  const stream = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  stream.write(keys);
  return stream;
}

/** The form in which a text holds it: as it is, in hexadecimal, or in base64 wherever it begins. */
function findCanary(text: string): string | undefined {
  const base64 = [0, 1, 2].map((shift) => btoa(`${'x'.repeat(shift)}${CANARY}`).slice(shift === 0 ? 0 : 4, -4));
  return [CANARY, Buffer.from(CANARY).toString('hex'), ...base64].find((form) => text.includes(form));
}

function filesBelow(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => path.join(parentPath, name)),
  );
}
