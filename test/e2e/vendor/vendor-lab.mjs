import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = import.meta.dirname;

/** A repository of its own for the real helm and kustomize, with every chart of `charts/` in it. */
export class VendorLab {
  #command;
  #bin;

  /** @param {{ bin: string, command: string }} options where the programs are, and the command as it was built */
  constructor({ bin, command }) {
    this.#bin = bin;
    this.#command = command;
    this.folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'kumiki-vendor-e2e-'));
    this.root = path.join(this.folder, 'repository');
    mkdirSync(path.join(this.root, 'environments'), { recursive: true });
    cpSync(path.join(here, '../../fixtures/charts'), path.join(this.root, 'charts'), { recursive: true });
  }

  write(file, text) {
    const target = path.join(this.root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }

  read(file) {
    return readFileSync(path.join(this.root, file), 'utf8');
  }

  has(file) {
    return existsSync(path.join(this.root, file));
  }

  /** Copies a chart of elsewhere into the repository. */
  take(folder, name) {
    cpSync(folder, path.join(this.root, 'charts', name), { recursive: true });
  }

  /** @returns {Promise<{ code: number, out: string, err: string }>} */
  async kumiki(...args) {
    const env = {
      ...process.env,
      KUMIKI_HELM: path.join(this.#bin, 'helm'),
      KUMIKI_KUSTOMIZE: path.join(this.#bin, 'kustomize'),
    };
    return await run(process.execPath, [this.#command, ...args], { cwd: this.root, env });
  }

  /** The archive of a chart, as helm packages it. */
  async package(chart) {
    const { code, out, err } = await run(
      path.join(this.#bin, 'helm'),
      ['package', path.join(this.root, chart), '--destination', this.folder],
      {
        cwd: this.folder,
        env: { PATH: process.env.PATH, HOME: this.folder },
      },
    );
    if (code !== 0) throw new Error(`helm package ${chart}: ${err}`);
    return readFileSync(/saved it to: (.*)$/m.exec(out)[1]);
  }

  /** A sealing certificate. @returns opens what was sealed with it, for a label */
  async makeCertificate(file) {
    const { makeCertificate, openSeal } = await importTestCode(this.folder);
    const { pem, privateKey } = makeCertificate();
    this.write(file, pem);
    return (sealed, label) => openSeal(sealed, label, privateKey).toString();
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function run(program, args, options) {
  return new Promise((resolve) => {
    execFile(program, args, { ...options, timeout: 120_000 }, (error, out, err) =>
      resolve({ code: error === null ? 0 : (error.code ?? -1), out, err }),
    );
  });
}

/** What the unit tests make certificates and open seals with, which is TypeScript. */
async function importTestCode(folder) {
  const outfile = path.join(folder, 'seals.mjs');
  const secret = path.join(here, '../../secret');
  await build({
    stdin: {
      contents: "export * from './make-certificate.ts'; export * from './open-seal.ts';",
      resolveDir: secret,
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    logLevel: 'warning',
  });
  return await import(pathToFileURL(outfile).href);
}
