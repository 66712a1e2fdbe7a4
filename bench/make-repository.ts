import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { environmentName, valuesOf } from './repository/apps/values.ts';

/** Workload W(applications × environments). */
export interface Size {
  readonly applications: number;
  readonly environments: number;
}

/** Copies the repository of the workload, sets its size, and pins an image for each application in each environment. */
export function makeRepository(template: string, folder: string, { applications, environments }: Size): void {
  cpSync(template, folder, { recursive: true });
  // The memory of the last run lies there.
  mkdirSync(path.join(folder, 'node_modules'));
  writeFileSync(
    path.join(folder, 'environments', '_size.ts'),
    `export const applications = ${applications};\nexport const environments = ${environments};\n`,
  );
  for (let region = 0; region < environments; region++) {
    const environment = environmentName(region);
    const images = path.join(folder, 'environments', environment, 'images');
    mkdirSync(images, { recursive: true });
    for (let index = 0; index < applications; index++) {
      const { application, repository, tag } = valuesOf(environment, index);
      writeFileSync(path.join(images, `${application}.json`), pinsOf(repository, tag));
    }
  }
}

export function pinsOf(repository: string, tag: string): string {
  return `${JSON.stringify({ api: { image: repository, tag } }, undefined, 2)}\n`;
}
