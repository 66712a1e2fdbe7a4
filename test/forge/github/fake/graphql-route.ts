import { nodeId } from './describe-pull.ts';
import { parseOperation, type Operation, type Selection } from './graphql-query.ts';
import { checkOperation, INPUTS } from './graphql-schema.ts';
import { mergeStateOf } from './merge-state.ts';
import type { RouteContext } from './pull-routes.ts';
import type { FakeAnswer, FakeRequest } from './request.ts';
import { hasRight, type FakeToken } from './rights.ts';
import type { FakePull } from './state.ts';

export interface GraphQlContext extends RouteContext {
  readonly token: FakeToken | undefined;
  /** Fields that an older Enterprise Server lacks. */
  readonly without: readonly string[];
}

/** One error of an answer with status 200. */
class Refused extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** https://docs.github.com/graphql/reference/mutations#enablepullrequestautomerge, and what is read for it */
export function graphQl(request: FakeRequest, context: GraphQlContext): FakeAnswer {
  const { violations } = context;
  const fields = violations.fieldsOf(request, { required: { query: 'string', variables: 'object' } });
  const operation = parseOperation(String(fields['query']));
  const variables = Object.fromEntries(Object.entries(fields['variables'] ?? {}));
  for (const name of Object.keys(variables))
    if (operation.variables[name] === undefined) violations.add(request, `there is no variable '${name}'`);
  const mistakes = checkOperation(operation, context.without);
  if (mistakes.length > 0) {
    if (context.without.length === 0) violations.add(request, mistakes.join('; '));
    return { status: 200, body: { errors: mistakes.map((message) => ({ message })) } };
  }
  try {
    return { status: 200, body: { data: run(request, operation, variables, context) } };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const path = operation.fields.map(({ name }) => name);
    return { status: 200, body: { data: null, errors: [{ type: error.type, path, message: error.message }] } };
  }
}

type Variables = Readonly<Record<string, unknown>>;

function run(request: FakeRequest, operation: Operation, variables: Variables, context: GraphQlContext): object {
  const { project, state } = context;
  if (operation.kind === 'mutation') {
    const [mutation] = operation.fields;
    if (mutation === undefined) return {};
    const pull = mutate(request, mutation.name, operation, variables, context);
    return { [mutation.name]: pick({ clientMutationId: null, pullRequest: describe(pull, context) }, mutation.fields) };
  }
  const [owner, name] = [String(variables['owner']), String(variables['name'])];
  if (`${owner}/${name}` !== project)
    throw new Refused('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
  const found = state.pulls.find(({ number }) => number === variables['number']);
  if (found === undefined)
    throw new Refused(
      'NOT_FOUND',
      `Could not resolve to a PullRequest with the number of ${String(variables['number'])}.`,
    );
  const { mergeMethods } = state.settings;
  const repository = {
    mergeCommitAllowed: mergeMethods.includes('merge'),
    squashMergeAllowed: mergeMethods.includes('squash'),
    rebaseMergeAllowed: mergeMethods.includes('rebase'),
    autoMergeAllowed: state.settings.allowAutoMerge,
    pullRequest: describe(found, context),
  };
  return pick({ repository }, operation.fields);
}

function mutate(
  request: FakeRequest,
  name: string,
  operation: Operation,
  variables: Variables,
  context: GraphQlContext,
): FakePull {
  const { violations, state, token } = context;
  const { required = [], known = [] } = INPUTS[(operation.variables['input'] ?? '').replace('!', '')] ?? {};
  const input = Object.fromEntries(Object.entries(variables['input'] ?? {}));
  for (const field of Object.keys(input))
    if (!known.includes(field)) violations.add(request, `there is no input '${field}'`);
  for (const field of required)
    if (input[field] === undefined) violations.add(request, `the input '${field}' is missing`);
  if (token === undefined || ('permissions' in token && !hasRight('pull_requests=write', token.permissions)))
    throw new Refused('FORBIDDEN', 'Resource not accessible by personal access token');
  const pull = state.pulls.find(({ number }) => nodeId(number) === input['pullRequestId']);
  if (pull === undefined)
    throw new Refused(
      'NOT_FOUND',
      `Could not resolve to a node with the global id of '${String(input['pullRequestId'])}'`,
    );
  if (name === 'disablePullRequestAutoMerge') {
    if (!pull.autoMerge) throw new Refused('UNPROCESSABLE', "Can't disable auto-merge for this pull request.");
    pull.autoMerge = false;
    return pull;
  }
  if (input['expectedHeadOid'] === undefined) violations.add(request, 'auto-merge without the commit that was meant');
  enable(pull, input, context);
  return pull;
}

function enable(pull: FakePull, input: Variables, { state, repository }: GraphQlContext): void {
  const { settings } = state;
  if (settings.archived) throw new Refused('UNPROCESSABLE', 'Repository was archived so is read-only.');
  if (!settings.allowAutoMerge) throw new Refused('UNPROCESSABLE', 'Auto merge is not allowed for this repository');
  if (pull.state !== 'open') throw new Refused('UNPROCESSABLE', "Can't enable auto-merge for this pull request");
  if (input['expectedHeadOid'] !== pull.head)
    throw new Refused('UNPROCESSABLE', 'Head branch was modified. Review and try the merge again.');
  if (!settings.mergeQueue && !settings.mergeMethods.some((method) => method.toUpperCase() === input['mergeMethod']))
    throw new Refused('UNPROCESSABLE', 'Merge method merge commits are not allowed on this repository');
  const mergeState = mergeStateOf(pull, state);
  if (mergeState === 'dirty' || mergeState === 'draft' || (!settings.mergeQueue && mergeState !== 'blocked'))
    throw new Refused('UNPROCESSABLE', `Pull request Pull request is in ${mergeState} status`);
  pull.autoMerge = true;
  repository.settle();
}

function describe(pull: FakePull, { state }: GraphQlContext): object {
  return {
    id: nodeId(pull.number),
    number: pull.number,
    state: pull.merged ? 'MERGED' : pull.state.toUpperCase(),
    headRefOid: pull.head,
    mergeStateStatus: mergeStateOf(pull, state).toUpperCase(),
    isInMergeQueue: pull.queued,
    autoMergeRequest: pull.autoMerge ? { enabledAt: '2026-01-01T12:00:00Z', mergeMethod: 'MERGE' } : null,
  };
}

/** Only what was asked for. */
function pick(value: object, fields: readonly Selection[]): object {
  const all = new Map(Object.entries(value));
  return Object.fromEntries(
    fields.map(({ name, fields: inner }) => {
      const part: unknown = all.get(name);
      return [name, typeof part === 'object' && part !== null ? pick(part, inner) : part];
    }),
  );
}
