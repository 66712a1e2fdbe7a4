import { createRequire } from 'node:module';
import type { Ajv as AjvClass, ValidateFunction } from 'ajv';
import { UserError } from '../errors.ts';
import type { CustomKind } from './crd.ts';
import { CUSTOM_FORMATS } from './custom-formats.ts';
import { duplicateItemOf } from './duplicate-item.ts';
import { jsonSchemaOf } from './json-schema-of-crd.ts';
import type { SchemaProblem } from './schema-problem.ts';
import { schemaErrorProblem } from './schema-error-problem.ts';

/**
 * What checks the objects of a custom kind, compiled when the first one comes.
 *
 * @throws UserError where its schema cannot be compiled
 */
export function compileCustomKind(kind: CustomKind): (object: unknown) => readonly SchemaProblem[] {
  const what = `${kind.kind} ${kind.apiVersion}`;
  const validate = compileOnce(kind);
  return (object) => {
    if (validate(object)) return NONE;
    const errors = (validate.errors ?? []).filter((error) => !ALTERNATIVE.test(error.schemaPath));
    return errors.map((error) => schemaErrorProblem(what, object, error));
  };
}

const NONE: readonly SchemaProblem[] = [];
/** Why one of several alternatives does not fit: that none does is said besides, and enough. */
const ALTERNATIVE = /\/(?:anyOf|oneOf|not)\/./;

/** Environments of a fleet have the same CRDs, and compiling one may take 100 ms. */
function compileOnce(kind: CustomKind): ValidateFunction {
  const text = JSON.stringify(kind.schema);
  let validate = compiled.get(text);
  if (validate === undefined) compiled.set(text, (validate = compile(kind)));
  return validate;
}

const compiled = new Map<string, ValidateFunction>();

function compile(kind: CustomKind): ValidateFunction {
  const ajv = new (loadAjv())({
    allErrors: true,
    strict: false,
    verbose: true,
    unicodeRegExp: false,
    formats: CUSTOM_FORMATS,
    logger: false,
  });
  ajv.addKeyword({ keyword: 'uniqueBy', type: 'array', schemaType: 'array', validate: hasUniqueItems, errors: false });
  try {
    return ajv.compile(jsonSchemaOf(kind.schema));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(
      `${kind.where}: the schema of ${kind.kind} ${kind.apiVersion} cannot be used: ${reason}. Correct the CRD.`,
      { cause },
    );
  }
}

/** @param keys empty for a set of plain values */
function hasUniqueItems(keys: readonly string[], list: readonly unknown[]): boolean {
  return duplicateItemOf(list, keys.length === 0 ? undefined : keys) === undefined;
}

/** Loaded when a custom kind is met: it costs 30 ms. */
function loadAjv(): typeof AjvClass {
  const require = createRequire(import.meta.url);
  return (require('ajv') as { readonly Ajv: typeof AjvClass }).Ajv;
}
