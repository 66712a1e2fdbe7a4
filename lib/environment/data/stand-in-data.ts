import { imageOfParts } from '../../manifest/image-reference.ts';
import type { EnvironmentData } from './environment-data.ts';

/** Data for tests: every pin exists, so that a bump changes no snapshot. Files are the repository's own. */
export function standInData(file: (path: string) => string): EnvironmentData {
  return {
    image: (application, name) =>
      imageOfParts(`registry.example/${application}/${repositoryPart(name)}`, 'stand-in', undefined),
    file,
  };
}

/** A pin may have any name, a repository may not. */
function repositoryPart(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
