import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeCertificate, rsaKeys } from '../test/secret/make-certificate.ts';
import type { Lab } from './lab.ts';
import { applicationName, environmentName } from './repository/apps/values.ts';
import type { Usage } from './run-measured.ts';
import { median, seconds, table } from './table.ts';

/** As long as the controller's. */
const BITS = 4096;
const ENVIRONMENTS = 10;

/** Sealing a thousand values of 32 characters, from an env file. */
export function benchSealing(lab: Lab, _: unknown, rounds: number): string {
  const repository = lab.repository({ applications: 1, environments: ENVIRONMENTS });
  const { pem } = makeCertificate({
    keys: rsaKeys(BITS),
    notBefore: '2020-01-01T00:00:00Z',
    notAfter: '2100-01-01T00:00:00Z',
  });
  for (let region = 0; region < ENVIRONMENTS; region++)
    writeFileSync(path.join(folderOf(repository, region), 'sealing.pem'), pem);
  const rows = [
    row('one secret of 1,000 keys', rounds, () => set(lab, repository, 1000, environmentName(0))),
    row('ten environments, 100 keys in each', rounds, () => set(lab, repository, 100, '*')),
  ];
  return `kumiki secret set --from-env-file, RSA of ${BITS} bits, median of ${rounds}\n\n${table(['', 'CPU s', 'wall s'], rows)}`;
}

function set(lab: Lab, repository: string, keys: number, environments: string): Usage {
  for (let region = 0; region < ENVIRONMENTS; region++)
    rmSync(path.join(folderOf(repository, region), 'secrets'), { recursive: true, force: true });
  const file = path.join(repository, 'values.env');
  writeFileSync(file, Array.from({ length: keys }, (_, index) => `KEY_${index}=${'x'.repeat(32)}\n`).join(''));
  const place = ['secret', 'set', applicationName(0), 'keys', '--cwd', repository, '--env', environments];
  return lab.runCommand([...place, '--from-env-file', file]);
}

function folderOf(repository: string, region: number): string {
  const folder = path.join(repository, 'environments', environmentName(region));
  mkdirSync(folder, { recursive: true });
  return folder;
}

function row(name: string, rounds: number, run: () => Usage): readonly string[] {
  const usages = Array.from({ length: rounds }, run);
  return [name, ...(['cpu', 'wall'] as const).map((key) => seconds(median(usages.map((usage) => usage[key]))))];
}
