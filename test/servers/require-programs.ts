import { execFileSync } from 'node:child_process';

const NEEDED: Readonly<Record<string, { readonly args: readonly string[]; readonly advice: string }>> = {
  git: { args: ['--version'], advice: 'Install git.' },
  unshare: {
    args: [...(process.getuid?.() === 0 ? [] : ['--map-root-user']), '--mount', 'true'],
    advice: 'Install util-linux, and allow user namespaces or run as root.',
  },
};

/** @throws Error that says which program of the system the servers need and cannot run */
export function requirePrograms(): void {
  for (const [program, { args, advice }] of Object.entries(NEEDED)) {
    try {
      execFileSync(program, args, { stdio: 'ignore' });
    } catch (cause) {
      throw new Error(`The end-to-end tests need \`${program} ${args.join(' ')}\` to work. ${advice}`, { cause });
    }
  }
}
