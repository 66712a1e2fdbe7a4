import type { ErrorObject } from 'ajv';
import { duplicateItemOf } from './duplicate-item.ts';
import { duplicateText, enumText, missingText, unknownFieldText } from './schema-message.ts';
import {
  describeValue,
  dottedOf,
  type PathStep,
  pointerOf,
  type SchemaProblem,
  type SchemaRule,
} from './schema-problem.ts';

/** What ajv says of an object of a custom kind, said as of any other kind. */
export function schemaErrorProblem(what: string, object: unknown, error: ErrorObject): SchemaProblem {
  const params: Readonly<Record<string, unknown>> = error.params;
  const path = stepsOf(error.instancePath, object);
  const value = describeValue(error.data);
  switch (error.keyword) {
    case 'additionalProperties': {
      const field = String(params['additionalProperty']);
      const fields = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
      return problem('unknown-field', [...path, field], what, unknownFieldText(what, field, fields));
    }
    case 'required':
      return problem('required', [...path, String(params['missingProperty'])], what, missingText(what));
    case 'type':
      return problem('type', path, what, `is ${value}. Use ${typesOf(params['type']).map(nameOfType).join(' or ')}.`);
    case 'enum':
      return problem(
        'enum',
        path,
        what,
        enumText(error.data, value, (params['allowedValues'] ?? []) as readonly unknown[]),
      );
    case 'format':
      return problem('format', path, what, `is ${value}. Use the format ${String(params['format'])}.`);
    case 'uniqueBy': {
      const keys = (error.schema ?? []) as readonly string[];
      const index = duplicateItemOf(error.data as readonly unknown[], keys.length === 0 ? undefined : keys) ?? 0;
      const rule = keys.length === 0 ? 'duplicate-item' : 'duplicate-list-key';
      return problem(rule, [...path, index], what, duplicateText(keys, 'The server refuses it'));
    }
    default:
      return problem('limit', path, what, `is ${value}: it ${error.message ?? 'does not fit'}. Correct it.`);
  }
}

function problem(rule: SchemaRule, path: readonly PathStep[], what: string, text: string): SchemaProblem {
  const where = dottedOf(path);
  return {
    rule,
    category: 'server',
    severity: 'error',
    path: pointerOf(path),
    message: `${where === '' ? what : where} ${text}`,
  };
}

/** The steps of a JSON Pointer, positions in lists as numbers. */
function stepsOf(pointer: string, object: unknown): readonly PathStep[] {
  let value = object;
  return pointer
    .split('/')
    .slice(1)
    .map((text) => {
      const step = Array.isArray(value) ? Number(text) : text.replaceAll('~1', '/').replaceAll('~0', '~');
      value =
        typeof value === 'object' && value !== null ? (value as Readonly<Record<PathStep, unknown>>)[step] : undefined;
      return step;
    });
}

/** Null only says that a field may be left out. */
function typesOf(type: unknown): readonly unknown[] {
  const types = [type].flat();
  return types.length > 1 ? types.filter((one) => one !== 'null') : types;
}

function nameOfType(type: unknown): string {
  const names: Readonly<Record<string, string>> = {
    object: 'an object',
    array: 'a list',
    string: 'a text',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    null: 'null',
  };
  return names[String(type)] ?? String(type);
}
