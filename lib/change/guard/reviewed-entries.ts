import { UserError, type Finding } from '../../errors.ts';
import { deletionsFile, renderEntry, type Deletion } from '../deletions.ts';
import type { EnvironmentComparison } from './compare-environment.ts';
import { isMeant, referenceOf, tryParseReference, type ObjectReference } from './object-reference.ts';
import type { PlacedObject } from './placed-object.ts';

interface Entry {
  readonly deletion: Deletion;
  readonly reference: ObjectReference | undefined;
  /** What it was asked for and allowed. */
  readonly uses: Set<string>;
}

/** The entries of one environment's `deletions.json`, and what they were used for. */
export class ReviewedEntries {
  readonly #environment: string;
  readonly #entries: readonly Entry[];

  constructor(environment: string, deletions: readonly Deletion[]) {
    this.#environment = environment;
    this.#entries = deletions.map((deletion) => ({
      deletion,
      reference: deletion.object === undefined ? undefined : tryParseReference(deletion.object),
      uses: new Set(),
    }));
  }

  /** Whether an entry names this very object. */
  allowObject(placed: PlacedObject): boolean {
    return this.#allow(
      ({ deletion, reference }) => reference !== undefined && isIn(placed, deletion) && isMeant(reference, placed),
      referenceOf(placed),
    );
  }

  /** Whether an entry names a folder as a whole: an application, or `delivery`. */
  allowFolder(application: string): boolean {
    return this.#allow(
      ({ deletion }) => deletion.object === undefined && deletion.application === application,
      application,
    );
  }

  /** Whether an entry stands for the environment as a whole. */
  allowEnvironment(): boolean {
    return this.#allow(({ deletion }) => isOfEnvironment(deletion), this.#environment);
  }

  /** Throws a UserError where one entry was used for several objects: whoever reviewed it thought of one. */
  refuseAmbiguous(): void {
    const problems = this.#entries.flatMap(({ deletion, uses }, index) =>
      deletion.object === undefined || uses.size < 2
        ? []
        : [
            `${deletionsFile(this.#environment)}: [${index}].object is "${deletion.object}", which are several objects. Write which: ${[...uses].toSorted().join(', ')}.`,
          ],
    );
    if (problems.length > 0) throw new UserError(problems.join('\n'));
  }

  /** What is to be taken out, as it names nothing that is there, and what would allow more than this change does. */
  notes(comparison: EnvironmentComparison, before: readonly PlacedObject[]): readonly Finding[] {
    return this.#entries.flatMap(({ deletion, reference, uses }, index) => {
      const isNamed = (placed: PlacedObject): boolean =>
        reference !== undefined && isIn(placed, deletion) && isMeant(reference, placed);
      // What goes with its environment or application needs no entry of its own, and one does no harm.
      if (uses.size > 0 || comparison.gone.some(isNamed) || isFolderGone(deletion, comparison)) return [];
      const isThere = reference === undefined ? isFolderThere(deletion, comparison) : before.some(isNamed);
      return [this.#note(deletion, index, isThere)];
    });
  }

  #allow(isMatching: (entry: Entry) => boolean, use: string): boolean {
    const matching = this.#entries.filter(isMatching);
    for (const { uses } of matching) uses.add(use);
    return matching.length > 0;
  }

  #note(deletion: Deletion, index: number, isThere: boolean): Finding {
    const file = deletionsFile(this.#environment);
    // It would let the environment itself go.
    const isWide = isOfEnvironment(deletion);
    const what = isThere
      ? 'names what stays. Take it out, unless it is for a change to come: it would allow that one without a word'
      : 'names what is not there any more. Take it out: it would count again if that came back';
    return {
      rule: isThere ? 'change/early-deletion' : 'change/spent-deletion',
      severity: isThere && !isWide ? 'info' : 'warning',
      message: `${file}: [${index}], ${renderEntry(deletion)}, ${what}.`,
      environment: this.#environment,
      application: deletion.application,
      file,
    };
  }
}

function isIn({ application }: PlacedObject, deletion: Deletion): boolean {
  return deletion.application === undefined || deletion.application === application;
}

function isOfEnvironment({ application, object }: Deletion): boolean {
  return application === undefined && object === undefined;
}

function isFolderGone({ application, object }: Deletion, { goneApplications }: EnvironmentComparison): boolean {
  return object === undefined && application !== undefined && goneApplications.includes(application);
}

function isFolderThere({ application }: Deletion, { applications, total }: EnvironmentComparison): boolean {
  return application === undefined ? total > 0 : applications.has(application);
}
