/**
 * Whether an image is one that somebody asks for: by its repository or the end of it, either with a tag, or by a part of its digest, of four
 * digits or more.
 */
export function imageMatcher(asked: string): (image: string) => boolean {
  const digits = asked.replace(/^sha256:/, '');
  const isDigest = /^[0-9a-f]{4,64}$/.test(digits);
  return (image) => {
    const [tagged = '', digest = ''] = image.split('@');
    const repository = tagged.replace(/:[^:/]*$/, '');
    const names = [image, tagged, repository];
    if (names.some((name) => name === asked || name.endsWith(`/${asked}`))) return true;
    return isDigest && digest.includes(digits);
  };
}
