import { programPath } from './module-cache.ts';
import { runCommand, type CommandResult } from './run-command.ts';
import type { Cluster } from './start-cluster.ts';

/** As administrator, with a home of the run: it caches what the server serves. */
export function kubectl({ kubeconfig, run }: Cluster, args: readonly string[], input?: string): Promise<CommandResult> {
  return runCommand(programPath('kubectl'), [`--kubeconfig=${kubeconfig}`, ...args], {
    env: { HOME: `${run.path}/home` },
    input,
  });
}
