import { UserError } from '../errors.ts';
import { readManifests } from '../read/read-manifests.ts';
import type { ChartFiles } from './read-archive.ts';

export interface ChartMetadata {
  readonly name: string;
  readonly version: string;
  readonly appVersion: string | undefined;
}

/** What `Chart.yaml` says. @throws a UserError where there is none, or where it is no chart that can be rendered */
export function chartMetadata(files: ChartFiles, where: string): ChartMetadata {
  const bytes = files.get('Chart.yaml');
  if (bytes === undefined)
    throw new UserError(`${where}: is no chart, for it has no Chart.yaml. Name the folder that has it.`);
  const { objects, findings } = readManifests(Buffer.from(bytes).toString('utf8'), `${where}/Chart.yaml`);
  const broken = findings.find(({ severity }) => severity === 'error');
  if (broken !== undefined) throw new UserError(broken.message);
  const { name, version, appVersion, type } = objects[0]?.object ?? {};
  if (typeof name !== 'string' || name === '')
    throw new UserError(`${where}/Chart.yaml: has no name. Give the chart one.`);
  if (typeof version !== 'string' || version === '')
    throw new UserError(`${where}/Chart.yaml: has no version that is text. Give the chart one: version: '1.2.3'.`);
  if (type === 'library')
    throw new UserError(`${where}: ${name} is a library, which renders nothing. Vendor a chart that uses it.`);
  return {
    name,
    version,
    appVersion: appVersion === undefined || appVersion === null ? undefined : String(appVersion),
  };
}
