/** A value of Terraform that an application may use. Secrets are none. */
export type OutputValue = string | number | boolean | readonly (string | number | boolean)[];

/** `environments/<env>/external/<name>.json`: outputs of Terraform, with the state that they are of. */
export interface ExternalOutputs {
  /** The file's path in the repository, for messages. */
  readonly file: string;
  readonly serial: number | undefined;
  readonly lineage: string | undefined;
  readonly values: Readonly<Record<string, OutputValue>>;
  /** Of tests: every key exists, and has a value of the type that it is asked for. @default false */
  readonly isStandIn?: boolean | undefined;
}

/** Where the outputs `name` of an environment lie, from the repository's root. */
export function externalFile(environment: string, name: string): string {
  return `${externalFolder(environment)}/${name}.json`;
}

export function externalFolder(environment: string): string {
  return `environments/${environment}/external`;
}
