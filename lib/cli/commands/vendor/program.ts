import path from 'node:path';
import { UserError } from '../../../errors.ts';
import { findProgram, networkVariables, runProgram, type ProgramResult } from '../../../vendor/run-program.ts';
import { toolVersion, type Tool } from '../../../vendor/tool-version.ts';

/** helm or kustomize failed: another exit code than a mistake of the command line. */
export class ProgramFailure extends UserError {}

export interface Program {
  readonly tool: Tool;
  readonly version: string;
  /** Runs it to its end, or throws a {@link ProgramFailure} with what it says. */
  readonly run: (args: readonly string[], context: RunContext) => Promise<ProgramResult>;
  /** Runs it, and gives back a failure too. */
  readonly tryRun: (args: readonly string[], context: RunContext) => Promise<ProgramResult>;
}

export interface RunContext {
  /** What is done, for messages: `redis: helm template`. */
  readonly what: string;
  readonly cwd: string;
  /** What its messages call otherwise: a temporary folder's path to what a person knows. */
  readonly names?: ReadonlyMap<string, string> | undefined;
}

export interface OpenProgramOptions {
  /** As the command line names it. */
  readonly named: string | undefined;
  /** Of the command. */
  readonly cwd: string;
  /** A temporary folder: all settings of the program are there, and there are none. */
  readonly home: string;
}

/** Finds the program of a tool and asks its version. */
export async function openProgram(tool: Tool, { named, cwd, home }: OpenProgramOptions): Promise<Program> {
  const program = findProgram(tool, named, cwd);
  const env = { ...networkVariables(), ...isolatedSettings(home) };
  const tryRun: Program['tryRun'] = async (args, context) => {
    const result = await runProgram(program, args, { cwd: context.cwd, env });
    return { ...result, err: renamed(result.err, context) };
  };
  const args = tool.name === 'helm' ? ['version', '--template', '{{.Version}}'] : ['version'];
  const { out, err } = await tryRun(args, { what: tool.name, cwd: home });
  return {
    tool,
    version: toolVersion(tool, out || err, program),
    tryRun,
    async run(arguments_, context) {
      const result = await tryRun(arguments_, context);
      if (result.code === 0) return result;
      throw new ProgramFailure(
        result.code === undefined
          ? `${context.what}: took longer than 5 minutes, or printed without end, and was stopped. Run it by hand to see why.`
          : `${context.what} failed:\n${result.err.trim().replaceAll(/^/gm, '  ')}`,
      );
    },
  };
}

/** Whatever this machine's settings say, the same is rendered. A cluster is out of reach. */
function isolatedSettings(home: string): Readonly<Record<string, string>> {
  const at = (name: string): string => path.join(home, name);
  return {
    HOME: home,
    TMPDIR: home,
    TZ: 'UTC',
    KUBECONFIG: at('no-cluster'),
    HELM_CACHE_HOME: at('helm-cache'),
    HELM_CONFIG_HOME: at('helm-config'),
    HELM_DATA_HOME: at('helm-data'),
    HELM_PLUGINS: at('helm-plugins'),
    // Only who may read a registry.
    HELM_REGISTRY_CONFIG: process.env['HELM_REGISTRY_CONFIG'] ?? at('helm-registry.json'),
    HELM_REPOSITORY_CACHE: at('helm-repositories'),
    HELM_REPOSITORY_CONFIG: at('helm-repositories.yaml'),
    XDG_CACHE_HOME: at('cache'),
    XDG_CONFIG_HOME: at('config'),
    XDG_DATA_HOME: at('data'),
  };
}

function renamed(text: string, { names, cwd }: RunContext): string {
  let result = text;
  for (const [from, to] of names ?? []) result = result.replaceAll(from, to);
  return result.replaceAll(`${cwd}${path.sep}`, '');
}
