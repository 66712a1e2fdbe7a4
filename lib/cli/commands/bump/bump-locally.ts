import type { BumpDecision } from '../../../change/decide-bump.ts';
import { pinsFile, renderPins, type Pins } from '../../../change/pins.ts';
import { refuseUnknownPins } from '../../../change/unknown-pins.ts';
import { policyOfDefinition } from '../../../change/policy.ts';
import { loadEnvironments } from '../../../environment/load/load-environments.ts';
import { isKeptBack, NOT_WRITTEN } from '../../change/action.ts';
import { viewOfWorkTree } from '../../change/base-view.ts';
import { changeLocally } from '../../change/change-locally.ts';
import { chooseEnvironments } from '../../change/choose-environments.ts';
import { planStep } from '../../change/plan-step.ts';
import { findRepository } from '../../find-repository.ts';
import type { Io } from '../../io.ts';
import { openRenderer } from '../render/renderer.ts';
import type { BumpRequest } from './bump-environment.ts';
import { shownImages, type BumpOutcome } from '../../change/bump-outcome.ts';
import type { BumpCommandOptions } from './bump.ts';

/** Pins and renders in the work tree: in all environments that match, or none. */
export async function bumpLocally(
  cwd: string,
  request: Omit<BumpRequest, 'notes'>,
  options: BumpCommandOptions,
  io: Io,
): Promise<readonly BumpOutcome[]> {
  const root = findRepository(cwd);
  const view = viewOfWorkTree(root, io.env);
  const loaded = await loadEnvironments(root);
  const policies = loaded.environments.map(({ definition }) => policyOfDefinition(definition));
  const chosen = await chooseEnvironments(view, policies, options.env, request.application);
  const files = new Map<string, string>();
  const outcomes: BumpOutcome[] = [];
  for (const policy of chosen) {
    const { application, wanted } = request;
    const file = pinsFile(policy.name, application);
    const { present, decision } = await planStep(view, {
      ...request,
      policy,
      wayOut: 'add --hotfix',
      now: io.today().getTime(),
      reports: undefined,
    });
    const missing = Object.keys(wanted).filter((name) => present[name] === undefined);
    await refuseUnknown(root, policy.name, application, missing);
    if (decision.is === 'change') files.set(file, renderPins(decision.pins));
    outcomes.push(outcomeOf(policy.name, request.application, { present, wanted }, decision));
  }
  if (outcomes.some(({ action }) => isKeptBack(action))) return outcomes.map(untouched);
  const names = chosen.map(({ name }) => name);
  const changed = await changeLocally(root, files, names, io, { rendersAnyway: true });
  return outcomes.map((outcome) => {
    const own = changed(outcome.environment);
    return { ...outcome, action: own.length === 0 ? 'none' : 'updated', files: own };
  });
}

/** A name that has no pin yet may be one that the code now asks for. */
async function refuseUnknown(
  root: string,
  environment: string,
  application: string,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  const renderer = await openRenderer(root);
  const { applications } = await renderer.render(environment);
  refuseUnknownPins(environment, application, names, applications);
}

function outcomeOf(
  environment: string,
  application: string,
  { present, wanted }: { readonly present: Pins; readonly wanted: Pins },
  decision: BumpDecision,
): BumpOutcome {
  const notes = decision.is === 'change' ? decision.notes : decision.is === 'none' ? [] : [decision.why];
  return {
    action: decision.is === 'change' ? 'updated' : decision.is,
    environment,
    application,
    ...shownImages(present, wanted),
    files: [],
    notes,
  };
}

/** With one refusal nothing is written anywhere. */
function untouched(outcome: BumpOutcome): BumpOutcome {
  return outcome.action === 'updated' ? { ...outcome, action: 'none', notes: [NOT_WRITTEN] } : outcome;
}
