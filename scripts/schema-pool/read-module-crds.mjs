// The CustomResourceDefinitions that a Go module has as files, or that are made of its Go types. Needs Go.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** What makes CRDs of Go types: the tools' own releases use it too. */
const CONTROLLER_GEN = 'sigs.k8s.io/controller-tools/cmd/controller-gen';
const CONTROLLER_GEN_VERSION = '0.19.0';

/** @param path a file or a folder inside the module */
export function readModuleCrds(module, version, path) {
  return readCrds(join(JSON.parse(go(['mod', 'download', '-json', `${module}@v${version}`])).Dir, path));
}

/** @param packages the folders of the module that hold the types: `['v1']` */
export function generateModuleCrds(module, version, packages) {
  const folder = mkdtempSync(join(tmpdir(), 'kumiki-crds-'));
  try {
    const paths = packages.map((name) => `${module}/${name}`);
    const imports = paths.map((path) => `\t_ "${path}"\n`).join('');
    writeFileSync(join(folder, 'go.mod'), 'module crds\n');
    writeFileSync(join(folder, 'crds.go'), `package crds\n\nimport (\n${imports})\n`);
    go(['get', `${CONTROLLER_GEN}@v${CONTROLLER_GEN_VERSION}`, `${module}@v${version}`, '.'], folder);
    go(['run', CONTROLLER_GEN, 'crd', ...paths.map((one) => `paths=${one}`), 'output:crd:dir=crds'], folder);
    return readCrds(join(folder, 'crds'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readCrds(path) {
  const files = statSync(path).isDirectory() ? readdirSync(path).map((file) => join(path, file)) : [path];
  return files
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .flatMap((file) => parseAllDocuments(readFileSync(file, 'utf8')))
    .map((document) => document.toJS())
    .filter((document) => document?.kind === 'CustomResourceDefinition');
}

function go(args, cwd) {
  return execFileSync('go', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
