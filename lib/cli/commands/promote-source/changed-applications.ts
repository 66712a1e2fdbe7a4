import { DELIVERY } from '../../../manifest/rendered-environment.ts';

/** The applications whose folders of `dist/<environment>/` hold one of the files, sorted. */
export function changedApplications(environment: string, files: Iterable<string>): readonly string[] {
  const names = [...files].flatMap((file) => {
    const [top, folder, application, inside] = file.split('/');
    return top === 'dist' && folder === environment && inside !== undefined ? (application ?? []) : [];
  });
  return [...new Set(names)].filter((name) => name !== DELIVERY).toSorted();
}
