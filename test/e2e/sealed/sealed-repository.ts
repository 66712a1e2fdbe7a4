import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { KubernetesObject } from '../../../lib/manifest/object.ts';
import { standardInput } from '../../../lib/cli/standard-input.ts';
import { runKumiki, type Ended } from '../../cli/run-kumiki.ts';
import { readObjects } from '../../servers/read-objects.ts';

/** A manifest repository with one environment, `production`, that uses secrets. */
export class SealedRepository {
  readonly root: string;

  /** @param root an empty folder */
  constructor(root: string) {
    this.root = root;
    this.write('package.json', '{ "private": true, "type": "module" }\n');
  }

  write(file: string, text: string): void {
    const absolute = path.join(this.root, file);
    mkdirSync(path.dirname(absolute), { recursive: true });
    writeFileSync(absolute, text);
  }

  read(file: string): string {
    return readFileSync(path.join(this.root, file), 'utf8');
  }

  remove(file: string): void {
    rmSync(path.join(this.root, file));
  }

  /** @param input what the command reads of standard input */
  tryKumiki(args: readonly string[], input: string | Buffer = ''): Promise<Ended> {
    const stream = Readable.from(input.length === 0 ? [] : [Buffer.from(input)]);
    return runKumiki(this.root, args, {
      input: standardInput(
        () => stream,
        () => undefined,
      ),
    });
  }

  /** @throws Error with what the command said where it refuses */
  async kumiki(args: readonly string[], input?: string | Buffer): Promise<string> {
    const { code, out, err } = await this.tryKumiki(args, input);
    if (code !== 0) throw new Error(`kumiki ${args.join(' ')}: exit ${code}\n${out}${err}`);
    return out;
  }

  /** Seals a value, by its key of a secret of the application `shop`. */
  async set(secret: string, key: string, value: string | Buffer, ...options: readonly string[]): Promise<void> {
    await this.kumiki(['secret', 'set', 'shop', secret, key, '--env', 'production', ...options], value);
  }

  /** Renders, and gives everything in the order in which it can be applied. */
  async render(): Promise<readonly KubernetesObject[]> {
    await this.kumiki(['synth']);
    const objects = readObjects(path.join(this.root, 'dist'));
    const isFirst = ({ kind }: KubernetesObject): boolean => kind === 'Namespace';
    return [...objects.filter(isFirst), ...objects.filter((object) => !isFirst(object))];
  }
}
