import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { emitDocument } from '../../lib/write/emit-yaml.ts';
import { plainObjects } from './plain-objects.ts';
import { eachApplication, eachEnvironment } from './workload.ts';

/** Object literals, the emitter and one write a file: no constructs, no references, no checks, no transaction. */
for (const environment of eachEnvironment()) {
  for (const values of eachApplication(environment.name)) {
    const folder = path.join(environment.folder, values.application);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'manifests.yaml'), plainObjects(values).map(emitDocument).join('---\n'));
  }
}
