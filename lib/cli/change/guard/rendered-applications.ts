import type { Finding } from '../../../errors.ts';
import { applicationsIn } from './applications-in.ts';
import { jsonFilesIn } from './check-data.ts';

/** Sees which applications are rendered, and finds the pins that are of none of them. */
export class RenderedApplications {
  readonly #applications = new Map<string, ReadonlySet<string>>();

  /** @param files by path below `dist/<env>/` */
  take(environment: string, files: ReadonlyMap<string, string>): void {
    this.#applications.set(environment, new Set(applicationsIn(files.keys())));
  }

  /** Of environments that render anything: what keeps one from that is told elsewhere. */
  findStrayPins(root: string): readonly Finding[] {
    return [...this.#applications]
      .filter(([, rendered]) => rendered.size > 0)
      .flatMap(([environment, rendered]) =>
        jsonFilesIn(root, `environments/${environment}/images`).flatMap((file): readonly Finding[] => {
          const application = file.slice(file.lastIndexOf('/') + 1, -'.json'.length);
          if (rendered.has(application)) return [];
          const message = `${file}: nothing is rendered of an application '${application}' in ${environment}. Remove the file; if the application has another id now, run: kumiki rename ${application} NEW`;
          return [{ rule: 'change/stray-pins', severity: 'warning', message, environment, file }];
        }),
      );
  }
}
