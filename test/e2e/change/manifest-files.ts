import { pinsFile, renderPins, type Pin } from '../../../lib/change/pins.ts';
import type { PackedKumiki } from './packed-kumiki.ts';

export interface ManifestFilesOptions {
  /** Each with its props beside name, edition, kubernetes and build, and what they import. */
  readonly environments: Readonly<Record<string, { readonly props: string; readonly imports?: readonly string[] }>>;
  readonly applications: readonly string[];
  /** The image of an application, of both names, before all changes. */
  readonly image: (application: string) => Pin & { readonly digest: string };
}

/** A manifest repository of applications that have two images each, before its first render. */
export function manifestFiles(
  kumiki: PackedKumiki,
  { environments, applications, image }: ManifestFilesOptions,
): Readonly<Record<string, string | Buffer>> {
  const files: Record<string, string | Buffer> = {
    ...kumiki.files,
    '.gitignore': 'node_modules\ndist/.kumiki\n',
    'apps/web.ts': WEB,
  };
  for (const [name, { props, imports = [] }] of Object.entries(environments)) {
    files[`environments/${name}.ts`] = `import { ${['defineEnvironment', ...imports].join(', ')} } from 'kumiki';
import { Web } from '../apps/web.ts';

export default defineEnvironment({
  name: '${name}',
  edition: 1,
  kubernetes: '1.37',
  ${props}
  build(environment) {
    for (const name of ${JSON.stringify(applications)}) new Web(environment, name);
  },
});
`;
    for (const application of applications)
      files[pinsFile(name, application)] = renderPins({ api: image(application), worker: image(application) });
  }
  return files;
}

export function deploymentFile(environment: string, application: string): string {
  return `dist/${environment}/${application}/deployment-${application}-api.yaml`;
}

const WEB = `import { Application, WebService, Worker, type Environment } from 'kumiki';

export class Web extends Application {
  constructor(environment: Environment, id: string) {
    super(environment, id);
    new WebService(this, 'api', { image: this.image('api'), port: 8080, replicas: 2 });
    new Worker(this, 'worker', { image: this.image('worker') });
  }
}
`;
