import { expect } from 'vitest';
import { toPlainManifest, includedIn } from './manifest-of.ts';
import { emitDocument } from '../write/emit-yaml.ts';

interface ManifestMatchers<R = unknown> {
  /** The object holds these fields, at any depth; lists of as many items. A field that is `undefined` or null must not be there. A text is read as YAML. The failure shows both as YAML. */
  toHaveFields(fields: object | string): R;
  /** The object is this one, no field more or less, in any order. A text is read as YAML. The failure shows both as YAML. */
  toEqualManifest(manifest: object | string): R;
}

declare module 'vitest' {
  // The declaration must repeat vitest's own type parameter.
  // oxlint-disable-next-line typescript/no-explicit-any
  interface Matchers<T = any> extends ManifestMatchers<T> {}
}

expect.extend({
  toHaveFields(received: unknown, fields: object | string) {
    const wanted = toPlainManifest(fields, null);
    const actual = toPlainManifest(received);
    const shared = includedIn(wanted, actual);
    return {
      pass: this.equals(shared, wanted),
      message: () => difference(this, 'toHaveFields', wanted, shared),
    };
  },
  toEqualManifest(received: unknown, manifest: object | string) {
    const wanted = toPlainManifest(manifest);
    const actual = toPlainManifest(received);
    return {
      pass: this.equals(actual, wanted),
      message: () => difference(this, 'toEqualManifest', wanted, actual),
    };
  },
});

interface State {
  readonly isNot?: boolean;
  readonly utils: { diff(a: unknown, b: unknown): string | undefined; matcherHint(name: string): string };
}

function difference({ isNot, utils }: State, matcher: string, wanted: unknown, actual: unknown): string {
  if (isNot === true) return `${utils.matcherHint(`.not.${matcher}`)}\n\nThe object has all of it:\n\n${yaml(wanted)}`;
  return `${utils.matcherHint(matcher)}\n\n${utils.diff(yaml(wanted), yaml(actual)) ?? ''}`;
}

function yaml(value: unknown): string {
  return emitDocument(value as Parameters<typeof emitDocument>[0]);
}
