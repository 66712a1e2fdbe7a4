import { UserError } from '../errors.ts';
import { readManifests } from '../read/read-manifests.ts';

/** What a kustomization builds on: files, folders and addresses, as it writes them. */
export function overlayResources(kustomization: string, where: string): readonly string[] {
  const { objects, findings } = readManifests(kustomization, `${where}/kustomization.yaml`);
  const broken = findings.find(({ severity }) => severity === 'error');
  if (broken !== undefined) throw new UserError(broken.message);
  return ['resources', 'bases', 'components'].flatMap((field) => {
    const entries = objects[0]?.object[field];
    return Array.isArray(entries) ? entries.filter((entry: unknown) => typeof entry === 'string') : [];
  });
}
