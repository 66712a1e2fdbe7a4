import { isMoved, keyStates, type KeyStatus, type SealedPlace } from '../../../secret/key-states.ts';
import { certificateFile, whyNotOn, type SealingCertificate } from '../../../secret/sealing-certificate.ts';
import { buildEnvironments, type BuiltEnvironment } from './built-environments.ts';
import { SealedFiles } from './sealed-files.ts';

/** What the secrets of one environment are like. */
export interface EnvironmentSecrets {
  readonly environment: string;
  /** Undefined where there is none. */
  readonly certificate: SealingCertificate | undefined;
  readonly keys: readonly KeyStatus[];
  readonly moved: readonly MovedSecret[];
  /** Worth knowing, and no mistake. */
  readonly notes: readonly string[];
}

/** What was sealed for another place than its application is in now. */
export interface MovedSecret {
  readonly application: string;
  readonly secret: string;
}

/** Days after which controllers make a new key. */
const KEY_RENEWAL = 30;

/** Compares what the code of environments asks for with what is sealed. */
export async function surveySecrets(
  root: string,
  globs: readonly string[],
  today: Date,
): Promise<readonly EnvironmentSecrets[]> {
  const environments = await buildEnvironments(root, globs);
  const files = new SealedFiles(root);
  return environments.map((environment) => survey(environment, files, today));
}

/** Whole days since a certificate was made. */
export function ageInDays({ notBefore }: SealingCertificate, today: Date): number {
  return Math.floor((today.getTime() - notBefore.getTime()) / 86_400_000);
}

/** What an environment has; of a preview also what it has from its base. */
function sealedOf({ name, sealedWith }: BuiltEnvironment, files: SealedFiles): readonly SealedPlace[] {
  const own = files.list(name);
  if (sealedWith === name) return own;
  const isOwn = ({ application, secret }: SealedPlace): boolean =>
    own.some((one) => one.application === application && one.secret === secret);
  return [...own, ...files.list(sealedWith).filter((one) => !isOwn(one))];
}

function survey(environment: BuiltEnvironment, files: SealedFiles, today: Date): EnvironmentSecrets {
  const { name, sealedWith, namespaces, uses } = environment;
  const sealed = sealedOf(environment, files);
  const certificate = files.tryCertificate(sealedWith);
  const keys = keyStates({ uses, sealed, namespaces, fingerprint: certificate?.fingerprint });
  const moved = sealed
    .filter((one) => isMoved(one, namespaces.get(one.application)))
    .map(({ application, secret }) => ({ application, secret }));
  const notes = [
    ...certificateNotes(sealedWith, certificate, keys.length > 0, today),
    ...moved.map(
      ({ application, secret }) =>
        `${name}: ${application}/${secret} is sealed for another namespace or name than it has now, and would not open. See: kumiki secret reseal --env ${name}`,
    ),
  ];
  return { environment: name, certificate, keys, moved, notes };
}

function certificateNotes(
  environment: string,
  certificate: SealingCertificate | undefined,
  isNeeded: boolean,
  today: Date,
): readonly string[] {
  const file = certificateFile(environment);
  const howToRenew = `kubeseal --fetch-cert | kumiki secret certificate - --env ${environment}`;
  if (certificate === undefined)
    return isNeeded ? [`${file}: there is no such file, so nothing can be sealed. Make it with: ${howToRenew}`] : [];
  const problem = whyNotOn(today, certificate);
  if (problem !== undefined) return [`${file}: ${problem}`];
  const age = ageInDays(certificate, today);
  if (age <= KEY_RENEWAL) return [];
  return [
    `${file}: is ${age} days old, and controllers make a new key every ${KEY_RENEWAL} days. Take today's with: ${howToRenew}`,
  ];
}
