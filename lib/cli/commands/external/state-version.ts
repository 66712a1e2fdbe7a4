import { UserError } from '../../../errors.ts';
import { isLineage, isSerial } from '../../../external/read-record.ts';
import type { StateVersion } from '../../../external/why-stale.ts';

/** What `--serial` and `--lineage` say, together or not at all. */
export function stateVersion(serial: string | undefined, lineage: string | undefined): StateVersion | undefined {
  if (serial === undefined && lineage === undefined) return undefined;
  const number = serial !== undefined && /^\d+$/.test(serial) ? Number(serial) : undefined;
  if (serial !== undefined && !isSerial(number))
    throw new UserError(`--serial is '${serial}'. Use the number of: terraform state pull | jq -r .serial.`);
  // What jq prints with its quotes, or for a state that is not there.
  if (lineage !== undefined && (!isLineage(lineage) || lineage === 'null'))
    throw new UserError(`--lineage is '${lineage}'. Use the text of: terraform state pull | jq -r .lineage.`);
  if (number !== undefined && lineage !== undefined) return { serial: number, lineage };
  throw new UserError(
    `--${serial === undefined ? 'serial' : 'lineage'} is missing: --serial and --lineage go together. Both are in: terraform state pull | jq '{serial, lineage}'.`,
  );
}
