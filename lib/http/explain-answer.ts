import { redirectOf } from './exchange.ts';
import { HttpError } from './http-error.ts';
import type { Party } from './party.ts';
import { answerOf, isJson, isWebPage, type RawAnswer } from './raw-answer.ts';
import { oneLine, wordsIn } from './words-in.ts';

/** What a host refuses, in its own words, and what to do. */
export interface Refused {
  /** What was done: `open a pull request`. */
  readonly what: string;
  readonly answer: RawAnswer;
  /** How often it was asked. */
  readonly attempts: number;
  /** When it wants to be asked again, in milliseconds since 1970. */
  readonly until?: number | undefined;
}

export function explainAnswer(refused: Refused, party: Party): HttpError {
  const { what, answer } = refused;
  const { host } = answer.address;
  const elsewhere = party.who.includes(host) ? '' : ` (at ${host})`;
  // GitLab puts the status into its words again.
  const words = oneLine(rawWords(answer), party.hide)
    .replace(new RegExp(`^${answer.status} `), '')
    .replace(/[.\s]+$/, '');
  const said = words === '' ? '' : ` ${words}`;
  return new HttpError(
    `${party.who}: cannot ${what}${elsewhere}: ${answer.status}${said}. ${adviceFor(refused, party)}`,
    answer.status,
  );
}

/** The title of a page where it answers with one. */
function rawWords(answer: RawAnswer): string {
  if (isWebPage(answer)) {
    const title = /<title[^>]*>([^<]*)/i.exec(answer.text)?.[1]?.trim() ?? '';
    return title === '' ? 'a web page' : `a web page, '${title}'`;
  }
  return isJson(answer) ? wordsIn(answerOf(answer).body).join(': ') : answer.text;
}

function adviceFor({ answer, attempts, until }: Refused, party: Party): string {
  const { status } = answer;
  if (until !== undefined) return `It takes no more requests until ${new Date(until).toISOString()}: run again then.`;
  const next = redirectOf(answer);
  if (next !== undefined)
    return `It was moved to ${next.origin}${next.pathname}: use its new address (--repository, --api).`;
  const known = party.advise(answerOf(answer));
  if (known !== undefined) return known;
  if (status < 300 || (isWebPage(answer) && status < 500))
    return `That is no answer of an API: a proxy or a login page stands between, or --api is wrong (it is ${party.api}).`;
  if (status === 429 || status >= 500)
    return attempts > 1 ? `It was asked ${attempts} times: run again later.` : 'Run again later.';
  return adviceByStatus(status, party.hasToken);
}

function adviceByStatus(status: number, hasToken: boolean): string {
  switch (status) {
    case 401:
      return hasToken
        ? 'The token is wrong or expired: put a valid one into KUMIKI_TOKEN or KUMIKI_TOKEN_FILE.'
        : 'It wants a token: put one into KUMIKI_TOKEN or KUMIKI_TOKEN_FILE.';
    case 403:
      return hasToken
        ? 'The token lacks a right for that: give it the right, or put another token into KUMIKI_TOKEN.'
        : 'It wants a token with a right for that: put one into KUMIKI_TOKEN or KUMIKI_TOKEN_FILE.';
    case 404:
    case 410:
      return hasToken
        ? 'It is not there, or the token cannot see it: compare the name of the repository, and the rights of the token.'
        : 'It is not there, or only a token can see it: compare the name of the repository, or put a token into KUMIKI_TOKEN.';
    default:
      return 'Mend what it names, and run again.';
  }
}
