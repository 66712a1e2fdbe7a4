import { didYouMean } from '../../../did-you-mean.ts';
import { UserError } from '../../../errors.ts';
import type { SealTarget } from '../../../secret/seal.ts';
import { sealedFile, type Scope, type SealedFile } from '../../../secret/sealed-file.ts';
import { certificateFile, whyNotOn, type SealingCertificate } from '../../../secret/sealing-certificate.ts';
import { secretName } from '../../../secret/secret-name.ts';
import type { BuiltEnvironment } from './built-environments.ts';
import type { SealedFiles } from './sealed-files.ts';
import type { SetArguments } from './set-arguments.ts';

/** Where a secret of one environment is sealed to, with what is there. */
export interface Place {
  readonly environment: string;
  readonly application: string;
  readonly secret: string;
  readonly target: SealTarget;
  readonly certificate: SealingCertificate;
  /** From the root. */
  readonly file: string;
  /** Its text. */
  readonly before: string | undefined;
  readonly current: SealedFile | undefined;
}

export interface FindPlacesOptions {
  readonly files: SealedFiles;
  /** @default as it is, or strict */
  readonly scope: Scope | undefined;
  readonly today: Date;
}

/** Checks all environments before a value is asked for. Throws a UserError with the mistakes of all. */
export function findPlaces(
  environments: readonly BuiltEnvironment[],
  wanted: SetArguments,
  options: FindPlacesOptions,
): readonly Place[] {
  const problems: string[] = [];
  const places = environments.flatMap((environment) => {
    try {
      return findPlace(environment, wanted, options);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(error.message);
      return [];
    }
  });
  if (problems.length > 0) throw new UserError(problems.join('\n'));
  return places;
}

function findPlace(
  environment: BuiltEnvironment,
  { application, name }: SetArguments,
  { files, scope, today }: FindPlacesOptions,
): Place {
  const namespace = namespaceOf(environment, application);
  const certificate = files.certificate(environment.sealedWith);
  const problem = whyNotOn(today, certificate);
  if (problem !== undefined) throw new UserError(`${certificateFile(environment.sealedWith)}: ${problem}`);
  const file = sealedFile(environment.name, application, name);
  const current = files.read(environment.name, application, name);
  const target: SealTarget = {
    scope: scope ?? current?.scope ?? 'strict',
    namespace,
    name: secretName(application, name),
  };
  return {
    environment: environment.name,
    application,
    secret: name,
    target,
    certificate,
    file,
    current,
    before: files.text(file),
  };
}

function namespaceOf({ name, namespaces }: BuiltEnvironment, application: string): string {
  const namespace = namespaces.get(application);
  if (namespace !== undefined) return namespace;
  const guess = didYouMean(application, namespaces.keys());
  throw new UserError(
    `${name}: has no application '${application}'. ${guess === undefined ? '' : `Did you mean ${guess}? `}There are: ${[...namespaces.keys()].toSorted().join(', ') || 'none'}.`,
  );
}
