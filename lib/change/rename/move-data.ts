import { readSealedFile } from '../../environment/data/read-sealed-file.ts';
import { UserError } from '../../errors.ts';
import { renderSealedFile } from '../../secret/render-sealed-file.ts';
import { secretName } from '../../secret/secret-name.ts';
import { sealedFolder } from '../../secret/sealed-file.ts';
import { overridesFile } from '../freezes/read-overrides.ts';
import { holdFile, readHold } from '../holds/hold.ts';
import { pinsFile, readPins } from '../pins.ts';
import { tryMoveOverrides } from './move-overrides.ts';

export interface MoveOptions {
  readonly environment: string;
  readonly from: string;
  readonly to: string;
  /** The text of a file by its path from the root; undefined where there is none. */
  readonly read: (file: string) => string | undefined;
  /** The names of the files in a folder. */
  readonly list: (folder: string) => readonly string[];
}

/** A secret whose seals bind it to its former name: the controller opens none of them under another one. */
export interface BoundSecret {
  readonly environment: string;
  readonly secret: string;
  readonly keys: readonly string[];
}

export interface MovedData {
  /** Path from the root to the whole text; undefined where a file goes. */
  readonly files: ReadonlyMap<string, string | undefined>;
  readonly bound: readonly BoundSecret[];
}

/**
 * What machines wrote for an application in an environment, under its new id. Seals for a namespace or a cluster open under any name, and
 * their file gets the new one; strict ones keep theirs, as it is what they were made for.
 *
 * @throws a UserError where a file is not as it should be, or one of the new id is there already
 */
export function moveData({ environment, from, to, read, list }: MoveOptions): MovedData {
  const files = new Map<string, string | undefined>();
  const bound: BoundSecret[] = [];
  const move = (old: string, now: string, edit: (text: string) => string): void => {
    if (read(now) !== undefined) throw new UserError(`${now}: is there already. Delete it, or choose another name.`);
    const text = read(old);
    if (text === undefined) return;
    files.set(old, undefined);
    files.set(now, edit(text));
  };

  move(pinsFile(environment, from), pinsFile(environment, to), (text) =>
    checked(text, pinsFile(environment, from), readPins),
  );
  move(holdFile(environment, from), holdFile(environment, to), (text) =>
    checked(text, holdFile(environment, from), readHold),
  );
  const overrides = read(overridesFile(environment));
  const overridden = overrides && tryMoveOverrides({ environment, text: overrides, from, to });
  if (overridden !== undefined) files.set(overridesFile(environment), overridden);
  const [folder, target] = [from, to].map((id) => `${sealedFolder(environment)}/${id}`);
  const [there] = list(target ?? '');
  if (there !== undefined)
    throw new UserError(`${target}/${there}: is there already. Delete it, or choose another name.`);
  for (const name of list(folder ?? '')) {
    move(`${folder}/${name}`, `${target}/${name}`, (text) => {
      if (!name.endsWith('.json')) return text;
      const sealed = readSealedFile(text, `${folder}/${name}`);
      const secret = name.slice(0, -'.json'.length);
      if (sealed.scope === 'strict') bound.push({ environment, secret, keys: Object.keys(sealed.keys).toSorted() });
      return sealed.scope === 'strict' ? text : renderSealedFile({ ...sealed, name: secretName(to, secret) });
    });
  }
  return { files, bound };
}

function checked(text: string, file: string, check: (text: string, file: string) => unknown): string {
  check(text, file);
  return text;
}
