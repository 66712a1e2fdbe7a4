/** A call of a function in a template. */
export interface TemplateCall {
  readonly name: string;
  /** From 1. */
  readonly line: number;
  /** Where its name starts in the text. */
  readonly offset: number;
  /** The whole action that it stands in, from `{{` to `}}`. */
  readonly action: string;
}

/** Comments, texts, actions' ends, and the words that may be functions: fields (`.lookup`) and variables (`$lookup`) are none. */
const TOKEN = /\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)*'|\}\}|[$.]?[A-Za-z_][\w.]*/g;

/** The calls of functions in a Go template, in their order. Texts, comments and what stands outside of `{{ }}` are passed over. */
export function templateCalls(text: string, functions: ReadonlySet<string>): readonly TemplateCall[] {
  const calls: TemplateCall[] = [];
  for (let start = text.indexOf('{{'); start >= 0;) {
    const found: { readonly name: string; readonly offset: number }[] = [];
    const end = actionEnd(text, start + 2, (name, offset) => functions.has(name) && found.push({ name, offset }));
    const action = text.slice(start, end);
    for (const { name, offset } of found) calls.push({ name, offset, action, line: lineAt(text, offset) });
    start = text.indexOf('{{', end);
  }
  return calls;
}

/** The text with each call replaced by what `replacement` says; lines stay where they are. */
export function replaceCalls(
  text: string,
  calls: readonly TemplateCall[],
  replacement: (call: TemplateCall) => string,
): string {
  let result = text;
  for (const call of calls.toReversed())
    result = `${result.slice(0, call.offset)}${replacement(call)}${result.slice(call.offset + call.name.length)}`;
  return result;
}

/** Behind the `}}` that ends the action. */
function actionEnd(text: string, from: number, visit: (word: string, offset: number) => void): number {
  const token = new RegExp(TOKEN);
  token.lastIndex = from;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === '}}') return token.lastIndex;
    if (/^[A-Za-z_]\w*$/.test(match[0])) visit(match[0], match.index);
  }
  return text.length;
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
