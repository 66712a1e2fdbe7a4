import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { environmentName, valuesOf, type Values } from '../repository/apps/values.ts';

const [, , folder = '', applications = '1', environments = '1'] = process.argv;

export interface WorkloadEnvironment {
  readonly name: string;
  /** Where its files go; it is there. */
  readonly folder: string;
}

/** The environments that the command line asks for: `program FOLDER APPLICATIONS ENVIRONMENTS`. */
export function* eachEnvironment(): Iterable<WorkloadEnvironment> {
  for (let index = 0; index < Number(environments); index++) {
    const name = environmentName(index);
    const own = path.join(folder, name);
    mkdirSync(own, { recursive: true });
    yield { name, folder: own };
  }
}

export function* eachApplication(environment: string): Iterable<Values> {
  for (let index = 0; index < Number(applications); index++) yield valuesOf(environment, index);
}
