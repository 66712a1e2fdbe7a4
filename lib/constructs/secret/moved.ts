import { EnvironmentRoot } from '../../environment/environment.ts';
import { sealLabel } from '../../secret/seal.ts';
import { sealedFile, type SealedFile } from '../../secret/sealed-file.ts';
import { report } from '../refuse.ts';
import type { SecretPlace } from './provider.ts';
import { sealingEnvironment, setLines } from './set-lines.ts';

/** Says that seals were made for another place than the Secret is in: the controller would not open them. */
export function refuseMoved(place: SecretPlace, file: SealedFile): boolean {
  const { construct, application, id, name, namespace } = place;
  const { scope } = file;
  if (sealLabel(file) === sealLabel({ scope, name, namespace })) return false;
  const environment = sealingEnvironment(place, file);
  const path = sealedFile(environment, application, id);
  const isStrict = scope === 'strict';
  const [before, now] = isStrict
    ? [`${file.namespace}/${file.name}`, `${namespace}/${name}`]
    : [`the namespace ${file.namespace}`, `in the namespace ${namespace}`];
  const keys = Object.keys(file.keys);
  const preview = EnvironmentRoot.of(construct).name;
  const advice =
    environment === preview
      ? [
          `Take back the change of ${isStrict ? 'name or namespace' : 'namespace'}, or seal it again:`,
          ...setLines(place, keys, environment),
        ]
      : [
          `Seal it so that it opens in every namespace, for all previews of ${environment}:`,
          ...setLines(place, keys, `${environment} --scope cluster-wide`),
          'or for this one alone:',
          ...setLines(place, keys, preview),
        ];
  report(construct, {
    rule: 'reference/secret-moved',
    severity: 'error',
    message: [
      `${construct.node.path}: ${path} is sealed for ${before}, and the Secret is ${now}: the controller would not open it. ${advice[0]}`,
      ...advice.slice(1),
    ].join('\n'),
    file: path,
  });
  return true;
}
