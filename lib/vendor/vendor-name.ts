/** @returns what to do where a text cannot be the name of a folder below `vendor/`; undefined where it can */
export function whyNoVendorName(name: string): string | undefined {
  return /^[a-z0-9](?:[-a-z0-9.]{0,61}[a-z0-9])?$/.test(name) && !name.includes('..')
    ? undefined
    : "Use at most 63 lower-case letters, digits, '-' and '.', with a letter or digit at both ends.";
}

/** The folder of what was rendered, from the repository's root. */
export function vendorFolder(name: string): string {
  return `vendor/${name}`;
}

/** Beside the manifests: what they were rendered from. */
export const LOCK_FILE = 'vendor.lock.json';
