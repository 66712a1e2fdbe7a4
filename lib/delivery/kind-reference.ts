/** A kind of any version: `Certificate.cert-manager.io`, or `ConfigMap` of the core group. */
export interface KindReference {
  readonly group: string;
  readonly kind: string;
}

export function kindReference(name: string): KindReference {
  const dot = name.indexOf('.');
  return dot < 0 ? { group: '', kind: name } : { group: name.slice(dot + 1), kind: name.slice(0, dot) };
}

/** As the environment's `kinds` names it. */
export function kindName({ group, kind }: KindReference): string {
  return group === '' ? kind : `${kind}.${group}`;
}
