import type { FakeRequest } from './request.ts';
import { FakeRefusal } from './request.ts';

type Type = 'string' | 'number' | 'boolean' | 'object';

export interface FieldRules {
  readonly required?: Readonly<Record<string, Type>>;
  readonly optional?: Readonly<Record<string, Type>>;
}

/** What no client of GitHub's published API may do; a test that asked for it fails. */
export class Violations {
  readonly list: string[] = [];

  add(request: FakeRequest, what: string): void {
    this.list.push(`${request.method} ${request.path}: ${what}`);
  }

  /** The fields of a body. GitHub ignores those that it does not know; here they are a violation. */
  fieldsOf(request: FakeRequest, { required = {}, optional = {} }: FieldRules): Readonly<Record<string, unknown>> {
    const { body } = request;
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      this.add(request, 'the body is no object');
      throw new FakeRefusal(400, 'Body should be a JSON object');
    }
    const fields = Object.entries(body);
    const known: Readonly<Record<string, Type>> = { ...required, ...optional };
    for (const [name, value] of fields)
      if (known[name] === undefined) this.add(request, `there is no field '${name}'`);
      else if (typeof value !== known[name]) this.add(request, `'${name}' is no ${known[name]}`);
    for (const name of Object.keys(required))
      if (!fields.some(([field]) => field === name)) {
        this.add(request, `'${name}' is missing`);
        throw new FakeRefusal(422, `Invalid request.\n\n"${name}" wasn't supplied.`);
      }
    return Object.fromEntries(fields);
  }

  /** @param known a pattern for each name */
  checkQuery(request: FakeRequest, known: Readonly<Record<string, RegExp>>): void {
    for (const [name, value] of request.query)
      if (known[name]?.test(value) !== true) this.add(request, `the query '${name}=${value}' is none of this endpoint`);
  }

  checkHeaders(request: FakeRequest): void {
    const { headers, body } = request;
    if (headers['user-agent'] !== 'kumiki') this.add(request, 'no User-Agent of ours');
    if (headers.accept !== 'application/vnd.github+json') this.add(request, `Accept is '${headers.accept}'`);
    if (headers['x-github-api-version'] !== '2022-11-28') this.add(request, 'no X-GitHub-Api-Version');
    if (body !== undefined && headers['content-type'] !== 'application/json')
      this.add(request, `Content-Type is '${headers['content-type']}'`);
    if (body !== undefined && request.method === 'GET') this.add(request, 'a GET with a body');
  }
}
