import type { ManifestOptions } from './recipe.ts';

/** A package may not run code of its own in a job: kumiki needs none of that. */
export const INSTALL = 'npm ci --ignore-scripts --no-audit --no-fund';

export const RENDER_CHECK = 'npx kumiki synth --check';

/**
 * Against the base branch, where deletions and what restarts are seen: against the commit of it that is the newest here. On a branch that lags
 * what the base has got since is not deleted; of the result of a merge it is the base that was merged. It needs the history of both.
 */
export function baseCheck(base: string): string {
  return `npx kumiki check --base "$(git merge-base HEAD origin/${base})"`;
}

/** Where the host gives the result of a merge or a rebase with the base that it fetched. */
export function mergedCheck(base: string): string {
  return `npx kumiki check --base origin/${base}`;
}

/** Both checks into one report, which a later job may show. */
export function checkScript({ base }: ManifestOptions): readonly string[] {
  return [
    'failed=0',
    `${RENDER_CHECK} > kumiki-report.txt 2>&1 || failed=$?`,
    `${baseCheck(base)} >> kumiki-report.txt 2>&1 || failed=$?`,
    'cat kumiki-report.txt',
    '(exit "$failed")',
  ];
}

/** Two green merges may differ together: one pull request makes the base its own render again. */
export function repairScript(options: ManifestOptions, host?: string): readonly string[] {
  return [
    'code=0',
    `env -u KUMIKI_TOKEN ${RENDER_CHECK} || code=$?`,
    '# 2: dist is not what the source gives.',
    `if [ "$code" = 2 ]; then code=0; npx kumiki repair --pr${flags(options, host)} || code=$?; fi`,
    '(exit "$code")',
  ];
}

/** After a push to the base: pull requests are looked after also where the base cannot be repaired. */
export function pushScript(options: ManifestOptions, host?: string): readonly string[] {
  return runAll([repairScript(options, host), [refreshCommand(options, host)]]);
}

/** On a schedule: previews are closed also where a pull request cannot be made new. */
export function scheduleScript(options: ManifestOptions, host?: string): readonly string[] {
  return runAll([[refreshCommand(options, host)], [sweepCommand(options, host)]]);
}

/** Where one run may be for a push and a schedule at once. */
export function pushAndScheduleScript(options: ManifestOptions, host?: string): readonly string[] {
  return runAll([repairScript(options, host), [refreshCommand(options, host)], [sweepCommand(options, host)]]);
}

/** Pull requests that conflict, or that the base renders otherwise by now, are made new; auto-merge is off in a freeze. */
export function refreshCommand(options: ManifestOptions, host?: string): string {
  return `npx kumiki refresh${flags(options, host)}`;
}

/** Previews whose time is over. */
export function sweepCommand(options: ManifestOptions, host?: string): string {
  return `npx kumiki preview sweep --pr --auto-merge${flags(options, host)}`;
}

/** Renders a branch of `bump --remote-render`, whose name is in the variable BRANCH, and pushes to that same branch. */
export function renderCommand(options: ManifestOptions, host?: string): string {
  return `npx kumiki repair --pr --base "$BRANCH"${flags({ ...options, base: 'main' }, host)}`;
}

/** Each runs though another failed; the job is red at the end. */
function runAll(scripts: readonly (readonly string[])[]): readonly string[] {
  const each = scripts.flatMap((script) =>
    script.length === 1
      ? script.map((command) => `${command} || failed=$?`)
      : ['(', ...script.map((line) => `  ${line}`), ') || failed=$?'],
  );
  return ['failed=0', ...each, '(exit "$failed")'];
}

function flags({ base, repository, api, ...named }: ManifestOptions, ciHost: string | undefined): string {
  const host = named.host ?? ciHost;
  return [
    repository === undefined ? '' : ` --repository ${repository}`,
    host === undefined ? '' : ` --host ${host}`,
    api === undefined ? '' : ` --api ${api}`,
    base === 'main' ? '' : ` --base ${base}`,
  ].join('');
}
