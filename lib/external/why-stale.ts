import type { ExternalOutputs } from './external-outputs.ts';

/** The state that outputs are of: `terraform output -json` does not say. */
export interface StateVersion {
  readonly serial: number;
  readonly lineage: string;
}

const PULL = "terraform state pull | jq '{serial, lineage}'";

/** Why outputs must not take the place of those that are recorded; undefined where they may. */
export function whyStale(recorded: ExternalOutputs, given: StateVersion | undefined): string | undefined {
  const { file, serial, lineage } = recorded;
  if (serial === undefined || lineage === undefined) return undefined;
  if (given === undefined)
    return `${file}: is of serial ${serial}, and without a serial nobody can tell whether these outputs are older. Give --serial and --lineage, from: ${PULL}.`;
  if (given.lineage !== lineage)
    return `${file}: is of the state with lineage ${lineage}, these outputs are of another, ${given.lineage}. Use the outputs of its own state; where that was made anew, delete the file first.`;
  if (given.serial < serial)
    return `${file}: is of serial ${serial}, these outputs are of serial ${given.serial}, which is older. Take them again: terraform output -json, and ${PULL}.`;
  return undefined;
}
