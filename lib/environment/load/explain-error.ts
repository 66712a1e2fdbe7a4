import { fileURLToPath } from 'node:url';
import { UserError } from '../../errors.ts';
import type { SourceMapper } from './source-mapper.ts';

const STARTS_WITH_A_PLACE = /^(?:[\w@~.-]+\/)*[\w@~.-]+\.(?:m?[tj]sx?|json|ya?ml)(?::\d+)*: /;

/**
 * What user code threw, as its author's mistake with the line: `apps/users.ts:14: throws TypeError: …`.
 *
 * @param file what was running, for what has no line
 * @returns a UserError, or, for a bug of this library, the error as it is with a readable stack
 */
export function explainError(error: unknown, mapper: SourceMapper, file: string): unknown {
  if (!(error instanceof Error)) {
    return new UserError(`${file}: throws ${describe(error)}, which has no line. Throw an Error.`, { cause: error });
  }
  const stack = error.stack ?? '';
  const place = mapper.locate(stack);
  if (error instanceof UserError) {
    if (place === undefined || STARTS_WITH_A_PLACE.test(error.message)) return error;
    return new UserError(`${place}: ${error.message}`, { cause: error });
  }
  if (place === undefined) return error;
  if (isOwn(stack)) {
    error.stack = mapper.mapStack(stack);
    return error;
  }
  return new UserError(`${place}: ${summaryOf(error)}`, { cause: error });
}

/** What keeps the modules of user code from being loaded at all: a package that throws, or has no export of that name. */
export function explainImportError(error: unknown, mapper: SourceMapper, file: string): unknown {
  const explained = explainError(error, mapper, file);
  if (!(explained instanceof Error) || explained instanceof UserError || isOwn(explained.stack ?? '')) return explained;
  return new UserError(`${file}: cannot be loaded: ${summaryOf(explained)}`, { cause: error });
}

function summaryOf(error: Error): string {
  const missing = /^(?:The requested module '(.+)' does not provide an export named '(.+)'|Named export '(.+)' not found)/.exec(error.message);
  const name = missing?.[2] ?? missing?.[3];
  if (error instanceof SyntaxError && name !== undefined) return `the package has no export '${name}'. Mend the name.`;
  const end = /[.!?]$/.test(error.message) ? '' : '.';
  return `throws ${error.name}: ${error.message}${end}`;
}

/** The frame that threw is in this library, whether it runs from source or compiled. */
function isOwn(stack: string): boolean {
  const top = /\n\s+at (?!.*(?:node:|<anonymous>|\(native\)))(.*)/.exec(stack)?.[1];
  return top?.includes(OWN_FOLDER) === true;
}

/** `…/lib/` from source, `…/build/` compiled, where the name of this file is another. */
const OWN_FOLDER = fileURLToPath(import.meta.url).replace(/^(.*[/\\](?:lib|build)[/\\]).*$/, '$1');

function describe(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : typeof value === 'object' ? 'an object' : String(value);
}
