/** Modules that only the bundle has: `kumiki-own:cdk8s`. Files of a folder `kumiki-apps/` are none. */
export function isVirtual(source: string): boolean {
  return /^kumiki-[a-z-]+:/.test(source);
}
