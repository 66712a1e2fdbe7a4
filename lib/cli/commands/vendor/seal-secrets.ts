import { UserError } from '../../../errors.ts';
import { sealedFile } from '../../../secret/sealed-file.ts';
import { certificateFile, whyNotOn } from '../../../secret/sealing-certificate.ts';
import type { OpenSecret } from '../../../vendor/sealed-stub.ts';
import type { SealRequest } from '../../../vendor/vendor-lock.ts';
import { chooseByGlobs } from '../../choice.ts';
import type { Place } from '../secret/find-places.ts';
import { sealInto } from '../secret/seal-into.ts';
import { SealedFiles } from '../secret/sealed-files.ts';

export interface SealOptions {
  readonly root: string;
  /** Certificates expire. */
  readonly today: Date;
}

/**
 * Seals the values of a chart's Secrets for each environment that is asked for. A key that is sealed stays: what a chart makes up is made
 * up once, and a seal does not tell its value.
 *
 * @returns the files to write, by path from the root
 */
export async function sealSecrets(
  secrets: readonly OpenSecret[],
  { application, environments: globs }: SealRequest,
  { root, today }: SealOptions,
): Promise<ReadonlyMap<string, string>> {
  const { loadEnvironments } = await import('../../../environment/load/load-environments.ts');
  const { environments } = await loadEnvironments(root);
  const names = chooseByGlobs(
    '--seal-env',
    globs,
    environments.map(({ definition }) => definition.name),
  );
  const files = new SealedFiles(root);
  const sealed = names.flatMap((environment) =>
    secrets.flatMap((secret) => {
      const place = placeOf(environment, application, secret, { files, today });
      const missing = [...secret.values].filter(([key]) => !Object.hasOwn(place.current?.keys ?? {}, key));
      return missing.length === 0 ? [] : sealInto([place], new Map(missing), false);
    }),
  );
  return new Map(sealed.map(({ file, text }) => [file, text]));
}

function placeOf(
  environment: string,
  application: string,
  { name, namespace }: OpenSecret,
  { files, today }: { readonly files: SealedFiles; readonly today: Date },
): Place {
  const certificate = files.certificate(environment);
  const problem = whyNotOn(today, certificate);
  if (problem !== undefined) throw new UserError(`${certificateFile(environment)}: ${problem}`);
  const file = sealedFile(environment, application, name);
  return {
    environment,
    application,
    secret: name,
    target: { scope: 'strict', namespace, name },
    certificate,
    file,
    current: files.read(environment, application, name),
    before: files.text(file),
  };
}
