import { imageOfParts } from '../../manifest/image-reference.ts';
import type { EnvironmentData } from './environment-data.ts';

/** Data for tests: every pin exists, so that a bump changes no snapshot. Files are the repository's own. */
export function standInData(file: (path: string) => string): EnvironmentData {
  return { image: (application, name) => imageOfParts(`registry.example/${application}/${name}`, 'stand-in', undefined), file };
}
