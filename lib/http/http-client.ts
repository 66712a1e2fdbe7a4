import type { Dispatcher } from 'undici';
import { RemoteError } from '../errors.ts';
import { buildExchange } from './build-exchange.ts';
import { readCertificates } from './certificates.ts';
import type { Clock } from './clock.ts';
import { connectionFailureOf, MOST_ATTEMPTS } from './connection-failure.ts';
import { exchange } from './exchange.ts';
import { explainAnswer } from './explain-answer.ts';
import { askedPause, isLimit, isPassing, LONGEST_WAIT, ownPause } from './limits.ts';
import { checkApi, partyOf, type Party } from './party.ts';
import { passwordsOf, readProxies, type Proxies } from './proxies.ts';
import { answerOf, isJson, type RawAnswer } from './raw-answer.ts';
import { oneLine, wordsIn } from './words-in.ts';

export interface HttpClientOptions {
  /** What the other side is called in messages: `GitHub`, `ghcr.io`. */
  readonly name: string;
  /** The root of its API, without a slash at the end. */
  readonly api: string;
  /** Sent with every request: who asks, and which version of the API. Another host than that of the API gets no credentials from here. */
  readonly headers: Readonly<Record<string, string>>;
  /** What no message may hold. */
  readonly secrets: readonly string[];
  /** Variables that say how to reach it: HTTPS_PROXY, HTTP_PROXY, NO_PROXY, and files of more certificates. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** What to do about a refusal, where its host is known better than by its status. @default advice for any git host */
  readonly advise?: ((answer: HttpAnswer) => string | undefined) | undefined;
  /** For one attempt, in milliseconds. @default 30 seconds */
  readonly timeout?: number | undefined;
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the root of the API, with a slash at its start, each part encoded; or a whole address, as pages name the next. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>> | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What is done, for messages: `open a pull request`. */
  readonly what: string;
  /** Statuses that are answers too: they are given back, and not thrown. @default none but 2xx */
  readonly accept?: readonly number[] | undefined;
  /** Whether a 2xx says that there were too many requests, as with GraphQL. @default never */
  readonly isLimit?: ((body: unknown) => boolean) | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the JSON holds; undefined where there is no content. Nobody has checked it yet. */
  readonly body: unknown;
}

/**
 * Requests to an API, repeated where that can help: dropped connections, 5xx, and limits (429, and a 403 that says so), for as long as the
 * other side asks for (`Retry-After`, a date or seconds; the reset of a limit), else longer each time, with jitter. At most ten attempts
 * and two minutes of waiting for one request. Only GET and HEAD follow redirects, to another host without credentials.
 *
 * @throws a RemoteError that says who, what was done, what it answered, and what to do; an {@link HttpError}, with its status, where it answered
 */
export class HttpClient {
  readonly #options: HttpClientOptions;
  readonly #proxies: Proxies;
  readonly #party: Party;
  #dispatcher: Promise<Dispatcher> | undefined;

  /** @throws a UserError where `api` or a proxy is no address */
  constructor(options: HttpClientOptions) {
    checkApi(options);
    this.#options = options;
    this.#proxies = readProxies(options.env);
    this.#party = partyOf(options, passwordsOf(this.#proxies));
  }

  /** The other side, as messages name it: `GitHub (api.github.com)`. */
  get who(): string {
    return this.#party.who;
  }

  /** What an answer says in words, for messages: one line without secrets. */
  wordsOf({ body }: HttpAnswer): string {
    return oneLine(wordsIn(body).join(': '), this.#party.hide);
  }

  get api(): URL {
    return new URL(this.#options.api);
  }

  async send(request: HttpRequest): Promise<HttpAnswer> {
    const { clock } = this.#options;
    let waited = 0;
    for (let attempt = 1; ; attempt += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
      const outcome = await this.#attempt(request);
      if ('done' in outcome) return outcome.done;
      const asked = outcome.answer && askedPause(outcome.answer, clock.now());
      const pause = asked ?? ownPause(attempt, clock);
      const isTooLong = waited + pause > LONGEST_WAIT;
      if (attempt >= outcome.attempts || isTooLong)
        throw outcome.explain(attempt, isTooLong && asked !== undefined ? clock.now() + asked : undefined);
      // oxlint-disable-next-line no-await-in-loop -- before the next
      await clock.sleep(pause);
      waited += pause;
    }
  }

  async #attempt(request: HttpRequest): Promise<Outcome> {
    const sent = buildExchange(request, this.#options);
    this.#dispatcher ??= connect(this.#proxies, readCertificates(this.#options.env));
    const dispatcher = await this.#dispatcher;
    try {
      return this.#judge(request, await exchange(sent, dispatcher));
    } catch (error) {
      const { why, advice, attempts } = connectionFailureOf(error);
      const words = this.#party.hide(`${this.#party.who}: cannot ${request.what}: ${why}. ${advice}`);
      return { attempts, answer: undefined, explain: () => new RemoteError(words, { cause: error }) };
    }
  }

  #judge(request: HttpRequest, answer: RawAnswer): Outcome {
    const { status } = answer;
    const isDone = status >= 200 && status < 300;
    const limited = isLimit(answer) || (isDone && request.isLimit?.(answerOf(answer).body) === true);
    const isAccepted = request.accept?.includes(status) === true || (isDone && isJson(answer));
    if (isAccepted && !limited) return { done: answerOf(answer) };
    return {
      answer,
      attempts: limited || isPassing(status) ? MOST_ATTEMPTS : 1,
      explain: (attempts, until) => explainAnswer({ what: request.what, answer, attempts, until }, this.#party),
    };
  }
}

/** An answer; or why there is none, and how often it may be asked for at all. */
type Outcome =
  | { readonly done: HttpAnswer }
  | {
      readonly answer: RawAnswer | undefined;
      readonly attempts: number;
      readonly explain: (attempts: number, until: number | undefined) => RemoteError;
    };

async function connect(proxies: Proxies, certificates: readonly string[] | undefined): Promise<Dispatcher> {
  // Loaded here: most commands need no network.
  const { EnvHttpProxyAgent } = await import('undici');
  const tls = certificates === undefined ? {} : { ca: [...certificates] };
  return new EnvHttpProxyAgent({ ...proxies, proxyTunnel: false, connect: tls, requestTls: tls, proxyTls: tls });
}
