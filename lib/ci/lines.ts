/** Lines below each other, each but the empty ones moved to the right: what goes into a block of YAML. */
export function indented(lines: readonly string[], spaces: number): string {
  return lines.map((line) => (line === '' ? '' : `${' '.repeat(spaces)}${line}`)).join('\n');
}

/** Lines as comments, `#` or `//`. */
export function comments(leader: string, lines: readonly string[]): string {
  return lines.map((line) => `${leader} ${line}`.trimEnd()).join('\n');
}
