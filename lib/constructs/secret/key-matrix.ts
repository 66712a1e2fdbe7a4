/** A fleet has as many rows as it has different ones. */
const MOST_ROWS = 12;
const NAMED = 3;

/**
 * Environments × keys, as lines of a message.
 *
 * @param wanted the keys that are asked for
 * @param sealed the keys that each environment has
 */
export function renderKeyMatrix(
  wanted: readonly string[],
  sealed: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const keys = [...new Set([...wanted, ...[...sealed.values()].flat()])].toSorted();
  if (keys.length === 0) return [];
  const rows = [...sealed].toSorted(byName).map(([environment, own]) => {
    const has = new Set(own);
    return [environment, ...keys.map((key) => (has.has(key) ? 'sealed' : 'missing'))];
  });
  return renderTable([['', ...keys], ...(rows.length > MOST_ROWS ? grouped(rows) : rows)]);
}

/** Rows that say the same are one. */
function grouped(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const [environment = '', ...cells] of rows) {
    const group = groups.get(cells.join()) ?? [];
    groups.set(cells.join(), group);
    group.push(environment);
  }
  return [...groups].map(([cells, environments]) => [shortList(environments), ...cells.split(',')]);
}

function shortList(environments: readonly string[]): string {
  const more = environments.length - NAMED;
  return more > 1 ? `${environments.slice(0, NAMED).join(', ')} and ${more} more` : environments.join(', ');
}

function renderTable(table: readonly (readonly string[])[]): readonly string[] {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
