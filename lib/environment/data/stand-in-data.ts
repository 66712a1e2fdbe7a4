import { externalFile } from '../../external/external-outputs.ts';
import { imageOfParts } from '../../manifest/image-reference.ts';
import { secretName } from '../../secret/secret-name.ts';
import type { EnvironmentData } from './environment-data.ts';

/** Data for tests: every pin exists, so that a bump changes no snapshot. Files are the repository's own. */
export function standInData(
  file: (path: string) => string,
  files: EnvironmentData['files'] = (path) => new Map([[path, file(path)]]),
): EnvironmentData {
  return {
    image: (application, name) =>
      imageOfParts(`registry.example/${application}/${repositoryPart(name)}`, 'stand-in', undefined),
    file,
    files,
    external: (name) => ({
      file: externalFile('stand-in', name),
      serial: undefined,
      lineage: undefined,
      values: {},
      isStandIn: true,
    }),
    sealedKeys: () => new Map(),
    sealed: (application, name) => ({
      scope: 'strict',
      namespace: application,
      name: secretName(application, name),
      generation: 1,
      keys: {},
      isStandIn: true,
    }),
  };
}

/** A pin may have any name, a repository may not. */
function repositoryPart(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
