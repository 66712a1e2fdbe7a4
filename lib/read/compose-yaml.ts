import { Composer, type CST, Parser, type ParsedNode, type YAMLError } from 'yaml';
import { brokenYaml, type Problem } from './problem.ts';
import { MAX_DEPTH, tooDeep } from './depth.ts';
import { tryTabIndentation } from './tab-indentation.ts';

/** The nodes of one document; `root` is null where it is empty. */
export interface ComposedYaml {
  readonly root: ParsedNode | null;
  readonly problems: readonly Problem[];
}

/** Scalars stay text: what they mean is decided as Go does. */
const OPTIONS = {
  schema: 'failsafe',
  resolveKnownTags: false,
  merge: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

// Go's reader refuses them; JSON may have some.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ud800-\udfff\ufffe\uffff]/u;

/** Parses the first document of a text, as Kubernetes' reader does: it never looks behind the end of that. */
export function composeYaml(source: string): ComposedYaml {
  const control = source.search(CONTROL);
  if (control >= 0) return { root: null, problems: [refuseControl(source, control)] };

  const text = source.replaceAll(/[\r\u0085]/g, '\n');
  const tokens = [...new Parser().parse(text)];
  const deep = tryTooDeep(tokens);
  if (deep !== undefined) return { root: null, problems: [tooDeep(deep)] };

  const directive = tokens.find((token) => token.type === 'directive');
  if (directive !== undefined) return { root: null, problems: [refuseDirective(directive)] };

  const [first, second] = new Composer(OPTIONS).compose(tokens, true, text.length);
  if (first === undefined) return { root: null, problems: [] };
  const [error] = first.errors.toSorted((one, other) => one.pos[0] - other.pos[0]);
  if (error !== undefined) return { root: null, problems: [explain(error, text)] };
  const tab = tryTabIndentation(text, first.contents);
  if (tab !== undefined) return { root: null, problems: [refuseTab(tab)] };
  const ignored = second?.contents?.range[0];
  return { root: first.contents, problems: ignored === undefined ? [] : [warnOfIgnored(ignored)] };
}

/** The offset of a token that is nested too deep. Composing recurses, and a stack that overflows there can take the process with it. */
function tryTooDeep(tokens: readonly CST.Token[]): number | undefined {
  let level: CST.Token[] = [...tokens];
  for (let depth = 0; level.length > 0; depth++) {
    const below: CST.Token[] = [];
    for (const token of level) {
      if (depth > MAX_DEPTH) return token.offset;
      if (token.type === 'document') {
        if (token.value) below.push(token.value);
      } else if ('items' in token) {
        for (const item of token.items) {
          if (item.key && 'items' in item.key) below.push(item.key);
          if (item.value && 'items' in item.value) below.push(item.value);
        }
      }
    }
    level = below;
  }
  return undefined;
}

function refuseControl(text: string, offset: number): Problem {
  const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
  return brokenYaml(
    offset,
    `Kubernetes' reader refuses the character U+${code}. Write it as \`\\u${code}\` in double quotes, or remove it.`,
  );
}

function refuseDirective(directive: CST.Token): Problem {
  const text = 'source' in directive ? directive.source.trim() : '%';
  return brokenYaml(directive.offset, `Kubernetes' reader refuses the directive \`${text}\`. Remove the line.`);
}

function refuseTab(offset: number): Problem {
  return brokenYaml(offset, 'a tab cannot indent, not even an empty line. Use spaces.');
}

function warnOfIgnored(offset: number): Problem {
  return {
    rule: 'practice/ignored-document',
    severity: 'warning',
    offset,
    message: 'Kubernetes ignores what follows a line `...`. Separate documents with `---`.',
  };
}

function explain(error: YAMLError, text: string): Problem {
  const message = error.message
    .replace(/ at line \d+, column \d+:?[\s\S]*$/, '')
    // What follows is a piece of the text, which could be anything.
    .replace(/(?<=extra characters|in YAML stream): [\s\S]*$/, '')
    .replace(/[.:]$/, '');
  const offset = Math.min(error.pos[0], text.length);
  return brokenYaml(offset, `this is not YAML: ${lowerFirst(message)}. ${adviceFor(text)}`);
}

function adviceFor(text: string): string {
  return text.includes('{{')
    ? 'It looks like a template: check what it renders to.'
    : 'Mend the text here or just above.';
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
