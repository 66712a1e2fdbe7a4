import { resolveScalar, tryInteger, type Scalar } from './resolve-scalar.ts';

const PREFIX = 'tag:yaml.org,2002:';
const TIMESTAMP =
  /^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d))|(?: \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?))?$/;

export type TaggedScalar = { readonly value: Scalar } | { readonly refused: string };

/** What a scalar with an explicit tag means; a tag that Kubernetes' reader does not know leaves text. */
export function resolveTag(tag: string, text: string): TaggedScalar {
  switch (tag.startsWith(PREFIX) ? tag.slice(PREFIX.length) : '') {
    case 'binary':
      return decodeBinary(text);
    case 'null':
      return keep(resolveScalar(text), (value) => value === null, text, '!!null');
    case 'bool':
      return keep(resolveScalar(text), (value) => typeof value === 'boolean', text, '!!bool');
    case 'int':
      return keep(resolveScalar(text), () => tryInteger(text) !== undefined, text, '!!int');
    case 'float':
      return keep(
        resolveScalar(text),
        (value) => typeof value === 'number' || typeof value === 'bigint',
        text,
        '!!float',
      );
    case 'timestamp':
      return keep(text, () => TIMESTAMP.test(text), text, '!!timestamp');
    default:
      return { value: text };
  }
}

function keep(value: Scalar, fits: (value: Scalar) => boolean, text: string, tag: string): TaggedScalar {
  return fits(value) ? { value } : { refused: `\`${text}\` cannot be read as ${tag}` };
}

function decodeBinary(text: string): TaggedScalar {
  const compact = text.replaceAll(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(compact))
    return { refused: 'a !!binary value that is not base64' };
  return { value: Buffer.from(compact, 'base64').toString('utf8') };
}
