import type { ExternalOutputs } from './external-outputs.ts';

/** The text of a file of outputs: sorted keys, two spaces, LF. */
export function renderRecord({ serial, lineage, values }: Omit<ExternalOutputs, 'file'>): string {
  const sorted = Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ lineage, serial, values: Object.fromEntries(sorted) }, undefined, 2)}\n`;
}
