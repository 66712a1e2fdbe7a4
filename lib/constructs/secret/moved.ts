import { EnvironmentRoot } from '../../environment/environment.ts';
import { sealLabel } from '../../secret/seal.ts';
import { sealedFile, type SealedFile } from '../../secret/sealed-file.ts';
import { report } from '../refuse.ts';
import type { SecretPlace } from './provider.ts';
import { setLines } from './set-lines.ts';

/** Says that seals were made for another place than the Secret is in: the controller would not open them. */
export function refuseMoved(place: SecretPlace, file: SealedFile): boolean {
  const { construct, application, id, name, namespace } = place;
  const { scope } = file;
  if (sealLabel(file) === sealLabel({ scope, name, namespace })) return false;
  const path = sealedFile(EnvironmentRoot.of(construct).name, application, id);
  const isStrict = scope === 'strict';
  const [before, now] = isStrict
    ? [`${file.namespace}/${file.name}`, `${namespace}/${name}`]
    : [`the namespace ${file.namespace}`, `in the namespace ${namespace}`];
  const what = isStrict ? 'name or namespace' : 'namespace';
  report(construct, {
    rule: 'reference/secret-moved',
    severity: 'error',
    message: [
      `${construct.node.path}: ${path} is sealed for ${before}, and the Secret is ${now}: the controller would not open it. Take back the change of ${what}, or seal it again:`,
      ...setLines(place, Object.keys(file.keys)),
    ].join('\n'),
    file: path,
  });
  return true;
}
