import { showMoment } from '../../../change/freezes/moment.ts';
import { showHold } from '../../../change/holds/hold-change.ts';
import type { PinSource } from '../../../change/pins.ts';
import { ageOf } from '../../../change/status/age.ts';
import type { ActiveFreeze, ApplicationStatus, EnvironmentStatus } from '../../../change/status/environment-status.ts';
import type { Replicas } from '../../../change/status/workloads.ts';
import type { StatusDocument } from './status.ts';
import { tryUntil } from '../../../environment/previews/until.ts';
import { renderRows, wrap } from './table.ts';

interface Row {
  readonly name: string;
  readonly application: ApplicationStatus;
}

interface Group {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** What runs where, for people: by environment, with a choice of applications by application. */
export function renderStatus(
  { environments, commit, branch }: StatusDocument,
  now: Date,
  { app, image }: { readonly app: readonly string[]; readonly image?: string | undefined },
): string {
  const isByApplication = app.length > 0;
  const groups = isByApplication ? byApplication(environments) : byEnvironment(environments, now);
  if (groups.length === 0) return image === undefined ? 'Nothing is rendered.\n' : `Nothing runs ${image}.\n`;
  const all = groups.flatMap(({ rows }) => rows);
  const head = [isByApplication ? 'environment' : 'application', 'image', 'replicas', 'source', 'age', 'upstream'];
  const [first = '', ...lines] = renderRows([head, ...all.map((row) => cellsOf(row, now))], {
    indent: 2,
    widest: [26, undefined, 10, 9, 8, 20],
  });
  let next = 0;
  const body = groups.map(({ title, rows }) => {
    const shown = rows.flatMap(({ application }) => [lines[next++] ?? '', ...linesBelow(application, isByApplication)]);
    return [...wrap(title, 0), ...(shown.length === 0 ? ['  nothing is rendered'] : shown)].join('\n');
  });
  const which =
    commit === undefined ? '' : `\nAs of commit ${commit.slice(0, 8)}${branch === undefined ? '' : ` of ${branch}`}.\n`;
  return `${first}\n${body.join('\n')}\n${which}`;
}

function byEnvironment(environments: readonly EnvironmentStatus[], now: Date): readonly Group[] {
  return environments.map((environment) => ({
    title: titleOf(environment, now),
    rows: environment.applications.map((application) => ({ name: application.name, application })),
  }));
}

function titleOf({ name, source, until, frozen }: EnvironmentStatus, now: Date): string {
  const said = [
    ...(until === undefined ? [] : [`a preview until ${until} (${showRest(until, now)})`]),
    ...(source === undefined ? [] : [`built from commit ${source.commit.slice(0, 8)}`]),
    ...(frozen === undefined ? [] : [showFreeze(frozen)]),
  ];
  return said.length === 0 ? name : `${name}: ${said.join('; ')}`;
}

function byApplication(environments: readonly EnvironmentStatus[]): readonly Group[] {
  const groups = new Map<string, Row[]>();
  for (const { name, applications } of environments)
    for (const application of applications)
      groups.set(application.name, [...(groups.get(application.name) ?? []), { name, application }]);
  return [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([title, rows]) => ({ title, rows }));
}

function cellsOf({ name, application }: Row, now: Date): readonly string[] {
  const { images, replicas, source, changed, upstream = {} } = application;
  return [
    name,
    shortImage(images[0] ?? '–'),
    showReplicas(replicas),
    showSource(source),
    changed === undefined ? '' : ageOf(now.getTime() - Date.parse(changed)),
    Object.entries(upstream)
      .map(([environment, difference]) => `${difference} ${PREPOSITIONS[difference]} ${environment}`)
      .join(', '),
  ];
}

const PREPOSITIONS = { same: 'as', ahead: 'of', behind: '', differs: 'from' } as const;

/** What no cell has room for. */
function linesBelow({ images, sources, held, frozen }: ApplicationStatus, isByApplication: boolean): readonly string[] {
  return [
    ...images.slice(1).flatMap((image) => wrap(`+ ${shortImage(image)}`, 6)),
    ...(sources === undefined ? [] : wrap(`built from ${showSources(sources)}`, 6)),
    ...(held === undefined ? [] : wrap(`held ${showHold(held)}`, 6)),
    ...(frozen === undefined || !isByApplication ? [] : wrap(showFreeze(frozen), 6)),
  ];
}

/** How long a preview has still to go. */
function showRest(until: string, now: Date): string {
  const rest = (tryUntil(until)?.getTime() ?? 0) - now.getTime();
  return rest > 0 ? `in ${ageOf(rest)}` : 'over';
}

function showSource({ commit, build }: PinSource): string {
  return commit?.slice(0, 8) ?? (build === undefined ? '' : `#${build}`);
}

/** Of each image: `api 41abcdef, worker #42`. */
function showSources(sources: Readonly<Record<string, PinSource>>): string {
  return Object.entries(sources)
    .map(([name, source]) => `${name} ${showSource(source) || 'unknown'}`)
    .join(', ');
}

/** Without its registry and owner; by its digest only where it has no tag. */
function shortImage(image: string): string {
  const [tagged = '', digest] = image.split('@');
  const name = tagged.slice(tagged.lastIndexOf('/') + 1);
  return name.includes(':') || digest === undefined ? name : `${name}@${digest.slice(0, 19)}`;
}

function showReplicas(replicas: Replicas): string {
  if (replicas === null) return '–';
  return typeof replicas === 'number' ? `${replicas}` : `${replicas.min}–${replicas.max}`;
}

function showFreeze({ until, reason }: ActiveFreeze): string {
  return `frozen until ${showMoment(new Date(until))}: ${reason}`;
}
