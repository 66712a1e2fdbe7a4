import type { Operation, Selection } from './graphql-query.ts';

interface Field {
  readonly type: string;
  readonly takes?: Readonly<Record<string, string>>;
}

/** As much of the published schema as the flow can meet: https://docs.github.com/graphql/overview/public-schema. */
export const SCHEMA: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  query: { repository: { type: 'Repository', takes: { owner: 'String!', name: 'String!' } } },
  mutation: {
    enablePullRequestAutoMerge: { type: 'Payload', takes: { input: 'EnablePullRequestAutoMergeInput!' } },
    disablePullRequestAutoMerge: { type: 'Payload', takes: { input: 'DisablePullRequestAutoMergeInput!' } },
  },
  Repository: {
    mergeCommitAllowed: { type: 'Boolean' },
    squashMergeAllowed: { type: 'Boolean' },
    rebaseMergeAllowed: { type: 'Boolean' },
    autoMergeAllowed: { type: 'Boolean' },
    pullRequest: { type: 'PullRequest', takes: { number: 'Int!' } },
  },
  PullRequest: {
    id: { type: 'ID' },
    number: { type: 'Int' },
    state: { type: 'PullRequestState' },
    headRefOid: { type: 'GitObjectID' },
    mergeStateStatus: { type: 'MergeStateStatus' },
    isInMergeQueue: { type: 'Boolean' },
    autoMergeRequest: { type: 'AutoMergeRequest' },
  },
  AutoMergeRequest: { enabledAt: { type: 'DateTime' }, mergeMethod: { type: 'PullRequestMergeMethod' } },
  Payload: { clientMutationId: { type: 'String' }, pullRequest: { type: 'PullRequest' } },
};

export const INPUTS: Readonly<
  Record<string, { readonly required: readonly string[]; readonly known: readonly string[] }>
> = {
  EnablePullRequestAutoMergeInput: {
    required: ['pullRequestId'],
    known: [
      'pullRequestId',
      'mergeMethod',
      'expectedHeadOid',
      'commitHeadline',
      'commitBody',
      'authorEmail',
      'clientMutationId',
    ],
  },
  DisablePullRequestAutoMergeInput: { required: ['pullRequestId'], known: ['pullRequestId', 'clientMutationId'] },
};

/** What the server says against an operation before it runs it. @param without fields that an older server lacks */
export function checkOperation(operation: Operation, without: readonly string[]): readonly string[] {
  return checkFields(operation.fields, operation.kind, operation, without);
}

function checkFields(
  fields: readonly Selection[],
  type: string,
  operation: Operation,
  without: readonly string[],
): readonly string[] {
  return fields.flatMap((selection) => {
    const field = SCHEMA[type]?.[selection.name];
    if (field === undefined || without.includes(selection.name))
      return [`Field '${selection.name}' doesn't exist on type '${type}'`];
    const takes = field.takes ?? {};
    const missing = Object.keys(takes).filter((name) => selection.variables[name] === undefined);
    const wrong = Object.entries(selection.variables).filter(
      ([name, variable]) => takes[name] !== operation.variables[variable],
    );
    const isObject = SCHEMA[field.type] !== undefined;
    return [
      ...missing.map((name) => `Field '${selection.name}' is missing required arguments: ${name}`),
      ...wrong.map(([name]) => `Type mismatch on argument '${name}' of '${selection.name}'`),
      ...(isObject === selection.fields.length > 0 ? [] : [`Selections of field '${selection.name}' are wrong`]),
      ...checkFields(selection.fields, field.type, operation, without),
    ];
  });
}
