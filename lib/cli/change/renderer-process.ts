import process from 'node:process';
import {
  readRenderAnswer,
  readRenderGreeting,
  type RenderAnswer,
  type RenderRequest,
} from '../../change/render-answer.ts';
import { RemoteError } from '../../errors.ts';
import { LineProcess } from '../../process/line-process.ts';

/** `kumiki render` of a checked-out repository: loads its environments once, and renders them with one change after the other. */
export class RendererProcess {
  /** The policy of every environment, as it says it. */
  readonly environments: readonly unknown[];
  readonly #process: LineProcess;

  private constructor(line: LineProcess, environments: readonly unknown[]) {
    this.#process = line;
    this.environments = environments;
  }

  /**
   * @param program the file of its command
   * @throws a UserError with what is wrong in the repository
   */
  static async start(
    program: string,
    root: string,
    env: Readonly<Record<string, string | undefined>>,
  ): Promise<RendererProcess> {
    const line = await LineProcess.start(process.execPath, [program, '--json', 'render'], { cwd: root, env });
    try {
      const { environments } = readRenderGreeting(await documentOf(line, await line.next()));
      return new RendererProcess(line, environments);
    } catch (error) {
      await line.end();
      throw error;
    }
  }

  /** Throws a UserError with what is wrong in it, and is over then. */
  async render(request: RenderRequest): Promise<RenderAnswer> {
    return readRenderAnswer(await documentOf(this.#process, await this.#process.ask(JSON.stringify(request))));
  }

  async end(): Promise<void> {
    await this.#process.end();
  }
}

/** One that says no document has failed, and why is on its standard error. */
async function documentOf(line: LineProcess, text: string | undefined): Promise<string> {
  if (text?.startsWith('{') === true && text.endsWith('}')) return text;
  const err = await line.end();
  throw new RemoteError(`kumiki render failed in the manifest repository:\n${err.trim().replaceAll(/^/gm, '  ')}`);
}
