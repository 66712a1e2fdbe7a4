import type { Finding } from '../errors.ts';
import type { ChangeKind } from './branch-name.ts';
import { imageOf, type Pin, type Pins } from './pins.ts';

/** What a change of pins does, for people. */
export interface ChangeSummary {
  readonly kind: ChangeKind;
  readonly steps: readonly SummaryStep[];
  /** The workloads whose Pods are replaced; undefined where nothing was rendered yet. */
  readonly restarts: readonly string[] | undefined;
  readonly findings: readonly Finding[];
  /** Markdown of the command's own. */
  readonly remarks: readonly string[];
  readonly notes: readonly string[];
}

export interface SummaryStep {
  readonly environment: string;
  readonly application: string;
  readonly present: Pins;
  readonly pins: Pins;
}

/** A whole fleet of applications goes back by its merge. */
const MOST_COMMANDS = 3;

/** One line: `users in production: api 1.5.0`, `Roll back users in production: api 1.4.2`. */
export function summaryTitle({ kind, steps }: ChangeSummary): string {
  const environments = [...new Set(steps.map(({ environment }) => environment))];
  const applications = [...new Set(steps.map(({ application }) => application))];
  const [first] = steps;
  const images = first === undefined || applications.length > 1 ? '' : `: ${imagesIn(first)}`;
  const prefix = kind === 'promote' ? 'Promote ' : kind === 'rollback' ? 'Roll back ' : '';
  return `${prefix}${listed(applications)} in ${listed(environments)}${images}`;
}

/** Title aside: what a reviewer wants to know, in Markdown, and the same for the commit's message. */
export function renderSummary(summary: ChangeSummary): { readonly summary: string; readonly message: string } {
  const { steps, restarts, findings, remarks, notes } = summary;
  const rows = steps.flatMap((step) =>
    changedNames(step).map((name) => {
      const [from, to] = [step.present[name], step.pins[name]];
      const where = `${code(step.environment)} | ${code(`${step.application}/${name}`)}`;
      return `| ${where} | ${imageCell(from)} | ${imageCell(to)} | ${sourceCell(to)} |`;
    }),
  );
  const sections = [
    ['| environment | image | from | to | built from |', '|---|---|---|---|---|', ...rows].join('\n'),
    ...remarks,
    renderRestarts(restarts),
    findings.length === 0
      ? ''
      : `Findings:\n${findings.map(({ severity, message }) => `- ${severity}: ${plain(message)}`).join('\n')}`,
    notes.map((note) => `> ${plain(note)}`).join('\n>\n'),
    wayBack(summary),
  ];
  return { summary: sections.filter((section) => section !== '').join('\n\n'), message: messageOf(steps) };
}

function renderRestarts(restarts: readonly string[] | undefined): string {
  if (restarts === undefined)
    return 'Which Pods are replaced is not known yet: CI of this repository renders it onto this branch.';
  if (restarts.length === 0) return 'No Pod is replaced.';
  return `Replaces the Pods of:\n${restarts.map((workload) => `- ${code(workload)}`).join('\n')}`;
}

/** How to undo it once it is merged; a step back is undone by going on. */
function wayBack({ kind, steps }: ChangeSummary): string {
  if (kind === 'rollback') return '';
  const environments = new Map<string, string[]>();
  for (const { application, environment } of steps)
    environments.set(application, [...(environments.get(application) ?? []), environment]);
  const commands = [...environments].map(([application, names]) =>
    code(`kumiki rollback ${application} ${names.map((name) => `--env ${name}`).join(' ')} --pr`),
  );
  const revert = 'Roll back with `git revert` of the merge';
  return commands.length > MOST_COMMANDS ? `${revert}.` : `${[revert, ...commands].join(', or ')}.`;
}

function messageOf(steps: readonly SummaryStep[]): string {
  return steps
    .flatMap((step) =>
      changedNames(step).map((name) => {
        const [from, to] = [step.present[name], step.pins[name]];
        return `${step.environment}/${step.application}/${name}: ${from === undefined ? 'new' : imageOf(from)}\n  -> ${to === undefined ? 'none' : imageOf(to)}`;
      }),
    )
    .join('\n');
}

/** The names of the pins that change. */
function changedNames({ present, pins }: SummaryStep): readonly string[] {
  return [...new Set([...Object.keys(present), ...Object.keys(pins)])]
    .filter((name) => shownImage(present[name]) !== shownImage(pins[name]))
    .toSorted();
}

function imagesIn(step: SummaryStep): string {
  return changedNames(step)
    .map((name) => `${name} ${versionOf(step.pins[name])}`)
    .join(', ');
}

function versionOf(pin: Pin | undefined): string {
  return pin?.tag ?? pin?.digest?.slice(0, 'sha256:'.length + 12) ?? 'none';
}

/** A title has room for few. */
function listed(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}

function shownImage(pin: Pin | undefined): string {
  return pin === undefined ? '' : imageOf(pin);
}

function imageCell(pin: Pin | undefined): string {
  return pin === undefined ? 'none' : code(imageOf(pin));
}

function sourceCell(pin: Pin | undefined): string {
  const { repository, commit, build } = pin?.source ?? {};
  const parts = [repository, commit?.slice(0, 12), build === undefined ? undefined : `build ${build}`];
  return parts.flatMap((part) => (part === undefined ? [] : code(part))).join(' ');
}

/** Text of others is no Markdown of ours. */
function code(text: string): string {
  return `\`${text.replaceAll(/[`|\n\r]/g, ' ')}\``;
}

/**
 * Nobody is mentioned, and no tag opened, by a message. An `@` after a letter or a digit, such as that of a digest, mentions nobody: GitHub's
 * MentionFilter (html-pipeline) and Gitea's mentionPattern (modules/references) want another character before it.
 */
function plain(text: string): string {
  return text
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/(?<!\w)@/g, '@\u200B');
}
