import { isTemplate } from './chart-templates.ts';
import { isSame, type ObjectChanges } from './compare-objects.ts';
import type { ChartFiles } from './read-archive.ts';
import { templateCalls } from './template-calls.ts';

/** Functions of sprig and helm that give something else each time. */
const RANDOM: ReadonlySet<string> = new Set([
  'ago',
  'bcrypt',
  'buildCustomCert',
  'date',
  'encryptAES',
  'genCA',
  'genCAWithKey',
  'genPrivateKey',
  'genSelfSignedCert',
  'genSelfSignedCertWithKey',
  'genSignedCert',
  'genSignedCertWithKey',
  'getHostByName',
  'htmlDate',
  'htpasswd',
  'now',
  'randAlpha',
  'randAlphaNum',
  'randAscii',
  'randBytes',
  'randInt',
  'randNumeric',
  'shuffle',
  'unixEpoch',
  'uuidv4',
]);

/** How many objects, and how many calls, a message names. */
const SHOWN = 10;

/**
 * Why a chart cannot be vendored that renders differently each time: which objects and fields differ (never their values), the calls that
 * may be to blame, and the values that they read.
 *
 * @returns undefined where both renders are the same
 */
export function explainUnstable(name: string, changes: ObjectChanges, files: ChartFiles): string | undefined {
  if (isSame(changes)) return undefined;
  const differing = [
    ...changes.changed.map(({ object, paths }) => `${object} ${paths.slice(0, 5).join(' ')}`),
    ...[...changes.added, ...changes.removed].map((object) => `${object} (has another name each time)`),
  ];
  const calls = callsOf(files);
  return [
    `${name}: renders differently each time, so that every update would change it:`,
    ...shown(differing),
    ...(calls.length === 0 ? [] : ['These templates call functions that do:', ...shown(calls)]),
    "Set what they make up in a values file (a password by the chart's existing Secret, which you seal), or have the Secrets sealed: --seal-env.",
  ].join('\n');
}

/** What kustomize has to say of itself. */
export function explainUnstableOverlay(name: string, changes: ObjectChanges): string | undefined {
  if (isSame(changes)) return undefined;
  const objects = [...changes.changed.map(({ object }) => object), ...changes.added, ...changes.removed];
  return [
    `${name}: renders differently each time:`,
    ...shown(objects),
    'Find the generator or plugin that does it, and write its result into the repository.',
  ].join('\n');
}

function callsOf(files: ChartFiles): readonly string[] {
  return [...files]
    .filter(([path]) => isTemplate(path))
    .flatMap(([path, content]) =>
      templateCalls(Buffer.from(content).toString('utf8'), RANDOM).map(({ name, line, action }) => {
        const values = [...new Set([...action.matchAll(/\.(Values(?:\.\w+)+)/g)].map(([, value]) => value))];
        const reads = values.length === 0 ? '' : ` (reads ${values.join(', ')})`;
        return `${path}:${line} ${name}${reads}`;
      }),
    );
}

function shown(lines: readonly string[]): readonly string[] {
  const more = lines.length > SHOWN ? [`  … and ${lines.length - SHOWN} more`] : [];
  return [...lines.slice(0, SHOWN).map((line) => `  ${line}`), ...more];
}
