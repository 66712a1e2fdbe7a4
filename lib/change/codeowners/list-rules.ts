import { DELIVERY } from '../../manifest/rendered-environment.ts';
import { pinsFile } from '../pins.ts';
import { isHandle } from './is-handle.ts';

/** Who owns what of an environment. */
export interface OwnedEnvironment {
  readonly name: string;
  /** `environments/production.ts`; a fleet's environments share one. */
  readonly file: string;
  readonly owners: readonly string[];
  /** It is of the platform, whose owners review what clusters are told to deliver. */
  readonly isPlatform: boolean;
  /** Who merges a change of its images. */
  readonly merge: 'auto' | 'review';
  /** The owner of each application, where it has one. */
  readonly applications: ReadonlyMap<string, string>;
}

export interface OwnerRule {
  /** From the root; a folder ends in a slash. */
  readonly path: string;
  readonly owners: readonly string[];
}

export interface OwnerRules {
  /** Of several that match a path, the last counts. */
  readonly rules: readonly OwnerRule[];
  /** Who reviews beside those, on hosts where that can be said. */
  readonly also: readonly OwnerRule[];
}

/**
 * Who reviews what, from what is said of most to what is said of least:
 *
 * 1. An environment's file, its folder and its dist: its owners, who so also decide over its `deletions.json` and its holds.
 * 2. In it an application's pins and dist: where a change of images is merged without a person, or the environment has no owners, also its
 *    owner, of whom or of the environment's one is enough. Where a person reviews, the environment's owners alone: a line names those of whom
 *    one is enough, and there is none that says "both", but for sections, which then want the application's owner as well.
 * 3. `delivery/` of every environment, with the rights and the reach of what is delivered; the config, which says how much may go without a
 *    word; and this file: the owners of platform environments.
 *
 * An application's owner counts where it is the handle of somebody, `@acme/identity` or an address; any other is a label.
 *
 * @param config the config's path from the root, where there is one
 * @param file the one that the rules are for
 */
export function listRules(
  environments: readonly OwnedEnvironment[],
  { config, file }: { readonly config: string | undefined; readonly file: string },
): OwnerRules {
  const owned = environments.filter(({ owners }) => owners.length > 0);
  const platform = union(owned.filter(({ isPlatform }) => isPlatform));
  const files = [...new Set(owned.map((one) => one.file))];
  const ofPlatform = [
    ...environments.map(({ name }) => `dist/${name}/${DELIVERY}/`),
    ...(config === undefined ? [] : [config]),
    file,
  ];
  const rules = [
    ...files.map((path) => ({ path, owners: union(owned.filter((one) => one.file === path)) })),
    ...owned.flatMap(({ name, owners }) =>
      [`environments/${name}/`, `dist/${name}/`].map((path) => ({ path, owners: unique(owners) })),
    ),
    ...environments.filter((one) => !isReviewed(one)).flatMap((one) => applicationRules(one, one.owners)),
    ...ofPlatform.map((path) => ({ path, owners: platform })),
  ];
  const also = environments.filter(isReviewed).flatMap((one) => applicationRules(one, []));
  return { rules: rules.filter(({ owners }) => owners.length > 0), also };
}

/** Its owners decide, and nobody beside them. */
function isReviewed({ merge, owners }: OwnedEnvironment): boolean {
  return merge === 'review' && owners.length > 0;
}

/** @param others who may review in the place of an application's owner */
function applicationRules({ name, applications }: OwnedEnvironment, others: readonly string[]): readonly OwnerRule[] {
  return [...applications]
    .filter(([, owner]) => isHandle(owner))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([application, owner]) =>
      [pinsFile(name, application), `dist/${name}/${application}/`].map((path) => ({
        path,
        owners: unique([owner, ...others]),
      })),
    );
}

function union(environments: readonly OwnedEnvironment[]): readonly string[] {
  return unique(environments.flatMap(({ owners }) => owners));
}

function unique(owners: readonly string[]): readonly string[] {
  return [...new Set(owners)];
}
