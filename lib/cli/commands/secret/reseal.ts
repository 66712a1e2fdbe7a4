import path from 'node:path';
import { EXIT } from '../../exit-codes.ts';
import { findRepository } from '../../find-repository.ts';
import type { GlobalOptions, Io } from '../../io.ts';
import { setFromFile, setKey } from './set-line.ts';
import { surveySecrets, type EnvironmentSecrets } from './survey.ts';

export interface ResealCommandOptions extends GlobalOptions {
  readonly env?: readonly string[] | undefined;
}

interface SecretPlan {
  readonly environment: string;
  readonly application: string;
  readonly secret: string;
  readonly keys: readonly string[];
  /** To be run with the values. */
  readonly commands: readonly string[];
}

/** What is to be run so that everything is sealed by today's certificates. Only who has the values can do it. */
export async function resealCommand(options: ResealCommandOptions, io: Io): Promise<number> {
  const root = findRepository(path.resolve(io.cwd, options.cwd ?? '.'));
  const surveys = await surveySecrets(root, options.env ?? [], io.today());
  const plans = surveys.flatMap(planOf);
  const notes = surveys.flatMap((survey) => survey.notes);

  if (options.json === true) io.out(`${JSON.stringify({ secrets: plans, notes }, undefined, 2)}\n`);
  else {
    if (options.quiet !== true) for (const note of notes) io.err(`note: ${note}\n`);
    io.out(renderPlans(plans));
  }
  return EXIT.done;
}

function planOf({ environment, keys, moved }: EnvironmentSecrets): readonly SecretPlan[] {
  const plans = new Map<string, SecretPlan>();
  for (const { application, secret, key, state } of keys) {
    if (state !== 'outdated') continue;
    const place = `${application}/${secret}`;
    const before = plans.get(place)?.keys ?? [];
    plans.set(place, { environment, application, secret, keys: [...before, key], commands: [] });
  }
  return [...plans.values()].map((plan) => ({ ...plan, commands: commandsOf(plan, moved) }));
}

/** What has moved is sealed again as a whole: the file has one namespace and name. */
function commandsOf(plan: SecretPlan, moved: EnvironmentSecrets['moved']): readonly string[] {
  const isMoved = moved.some(({ application, secret }) => application === plan.application && secret === plan.secret);
  if (isMoved && plan.keys.length > 1) return [setFromFile({ ...plan, sameValue: true })];
  return plan.keys.map((key) => setKey({ ...plan, key, sameValue: true }));
}

function renderPlans(plans: readonly SecretPlan[]): string {
  if (plans.length === 0) return 'Nothing is to be sealed again.\n';
  const lines = plans.map(({ environment, application, secret, keys, commands }) => {
    const all = commands.map((command) => `  ${command}\n`).join('');
    return `# ${environment}: ${application}/${secret}, ${keys.join(', ')}\n${all}`;
  });
  return `${lines.join('')}# Each reads the same value as before from standard input, or asks for it. Nothing restarts.\n`;
}
