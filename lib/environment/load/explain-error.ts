import { fileURLToPath } from 'node:url';
import { UserError } from '../../errors.ts';
import type { UserCode } from '../purity/user-code.ts';

const STARTS_WITH_A_PLACE = /^(?:[\w@~.-]+\/)*[\w@~.-]+\.(?:m?[tj]sx?|json|ya?ml)(?::\d+)*(?: of commit [0-9a-f]+)?: /;

type Locator = Pick<UserCode, 'locate'>;

/**
 * What user code threw, as its author's mistake with the line: `apps/users.ts:14: throws TypeError: …`.
 *
 * @param file what was running, for what has no line
 * @returns a UserError, or, where this library threw without any user code in the stack (a bug of it), the error as it is
 */
export function explainError(error: unknown, mapper: Locator, file: string): unknown {
  if (!(error instanceof Error)) {
    return new UserError(`${file}: throws ${describe(error)}, which has no line. Throw an Error.`, { cause: error });
  }
  const stack = stackOf(error);
  const place = mapper.locate(stack);
  if (error instanceof UserError) {
    if (place === undefined || STARTS_WITH_A_PLACE.test(error.message)) return error;
    return new UserError(`${place}: ${error.message}`, { cause: error });
  }
  const own = ownFrame(stack);
  // Nothing but a package in the part of the stack that there is, or no stack at all: it ran for user code.
  if (place === undefined)
    return own === undefined ? new UserError(`${file}: ${summaryOf(error)}`, { cause: error }) : error;
  if (own === undefined) return new UserError(`${place}: ${summaryOf(error)}`, { cause: error });
  const advice = 'Check what is passed there; where that is right, it is a bug of kumiki: please report it.';
  return new UserError(`${place}: ${summaryOf(error)} It comes from inside kumiki (${own}). ${advice}`, {
    cause: error,
  });
}

/** What keeps modules from being loaded at all: a package that throws, or has no export of that name. */
export function explainImportError(error: unknown, mapper: Locator, file: string): unknown {
  const isNowhere =
    error instanceof Error && !(error instanceof UserError) && mapper.locate(stackOf(error)) === undefined;
  if (!isNowhere || ownFrame(stackOf(error)) !== undefined) return explainError(error, mapper, file);
  return new UserError(`${file} cannot be loaded: ${summaryOf(error)}`, { cause: error });
}

function summaryOf(error: Error): string {
  const missing =
    /^(?:The requested module '(.+)' does not provide an export named '(.+)'|Named export '(.+)' not found)/.exec(
      error.message,
    );
  const name = missing?.[2] ?? missing?.[3];
  if (error instanceof SyntaxError && name !== undefined) return `the package has no export '${name}'. Mend the name.`;
  if ('code' in error && error.code === 'ERR_MODULE_NOT_FOUND') {
    return 'imports a module that is not found, by a name that is computed. Write the name as a text.';
  }
  const end = /[.!?]$/.test(error.message) ? '' : '.';
  return `throws ${error.name}: ${error.message}${end}`;
}

/** The frame that threw, where it is in this library, whether that runs from source or compiled: `constructs/config.ts:12`. */
function ownFrame(stack: string): string | undefined {
  const top = /\n\s+at (?!.*(?:node:|\(<anonymous>\)|\(native\)))(.*)/.exec(stack)?.[1] ?? '';
  const start = top.indexOf(OWN_FOLDER);
  return start < 0 ? undefined : /^[^:)]+(?::\d+)?/.exec(top.slice(start + OWN_FOLDER.length))?.[0];
}

/** `…/lib/` from source, `…/build/` compiled, where the name of this file is another. */
const OWN_FOLDER = fileURLToPath(import.meta.url).replace(/^(.*[/\\](?:lib|build)[/\\]).*$/, '$1');

/** User code may have put anything there. */
function stackOf(error: Error): string {
  const stack: unknown = error.stack;
  return typeof stack === 'string' ? stack : '';
}

function describe(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
