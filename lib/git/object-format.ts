/** What a repository names its objects by: https://git-scm.com/docs/hash-function-transition */
export type ObjectFormat = 'sha1' | 'sha256';

/** @param id of any object of the repository, whole: 40 digits or 64 */
export function objectFormatOf(id: string): ObjectFormat {
  return id.length === 64 ? 'sha256' : 'sha1';
}
