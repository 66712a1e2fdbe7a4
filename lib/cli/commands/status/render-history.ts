import type { PinChange } from '../../../change/status/pin-steps.ts';
import type { HistoryStep, PinHistory } from './history.ts';
import { cut, WIDTH } from './table.ts';

/** For people, times in UTC. */
export function renderHistory(history: readonly PinHistory[]): string {
  return history.map(renderOne).join('\n') || 'There are no pins.\n';
}

function renderOne({ environment, application, steps }: PinHistory): string {
  const title = `${environment}/${application}\n`;
  return `${title}${steps.map(renderStep).join('') || '  no commit has changed its pins\n'}`;
}

function renderStep({ commit, date, author, subject, changes }: HistoryStep): string {
  const head = `  ${date.slice(0, 16).replace('T', ' ')}  ${commit.slice(0, 8)}  ${cut(author, 20)}  ${subject}`;
  return [cutEnd(head), ...changes.map((change) => `      ${renderChange(change)}`)]
    .map((line) => `${line}\n`)
    .join('');
}

function renderChange({ name, from, to, backTo }: PinChange): string {
  const back = backTo === undefined ? '' : ` (back to what ${backTo.slice(0, 8)} brought)`;
  if (to === null) return `${name}: ${shortOf(from)} is gone`;
  return `${name}: ${from === null ? '' : `${shortOf(from)} → `}${shortOf(to)}${back}`;
}

/** The end is what a subject can best do without. */
function cutEnd(line: string): string {
  return line.length <= WIDTH ? line : `${line.slice(0, WIDTH - 1)}…`;
}

/** Tag and the beginning of the digest; the repository only where there is neither. */
function shortOf(image: string | null): string {
  const [tagged = '', digest] = (image ?? 'none').split('@');
  const tag = /:([^/:]+)$/.exec(tagged)?.[1];
  const short = digest === undefined ? undefined : `${digest.slice(0, 19)}`;
  return [tag, short].filter((part) => part !== undefined).join('@') || tagged;
}
