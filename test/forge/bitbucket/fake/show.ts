import type { FakeBitbucketRepository, FakePull, FakeStatus } from './repository.ts';

const PAGE = 'https://bitbucket.org';

/**
 * A pull request as the API describes it.
 *
 * @param isWhole with what lists leave out
 * @param withStrategies what is answered where `fields` asks for it
 */
export function showPull(
  repository: FakeBitbucketRepository,
  pull: FakePull,
  { isWhole, withStrategies = false }: { readonly isWhole: boolean; readonly withStrategies?: boolean },
): object {
  const { number, title, description, state, author, isQueued } = pull;
  const { defaultStrategy, strategies } = repository.settings;
  const more = withStrategies
    ? {
        merge_strategies: strategies,
        ...(defaultStrategy === undefined ? {} : { default_merge_strategy: defaultStrategy }),
      }
    : {};
  return {
    type: 'pullrequest',
    id: number,
    title,
    description,
    state,
    draft: false,
    queued: isQueued,
    author: showUser(author),
    created_on: timeOf(pull.created),
    links: { html: { href: `${PAGE}/${repository.project}/pull-requests/${number}` } },
    source: {
      branch: { name: pull.branch },
      commit: { type: 'commit', hash: pull.head.slice(0, 12) },
      repository: pull.from === null ? null : { type: 'repository', full_name: pull.from },
    },
    destination: {
      branch: { name: pull.base, ...more },
      commit: { type: 'commit', hash: (repository.branches.get(pull.base) ?? '').slice(0, 12) },
      repository: { type: 'repository', full_name: repository.project },
    },
    ...(isWhole ? { reviewers: pull.reviewers.map(showUser), participants: showParticipants(pull) } : {}),
  };
}

export function showUser(name: string): object {
  return { type: 'user', uuid: `{${name}}`, display_name: name };
}

export function showStatus({ key, name, state, updated }: FakeStatus): object {
  return { type: 'build', key, name, state, created_on: timeOf(0), updated_on: timeOf(updated) };
}

function showParticipants({ reviewers, approvedBy }: FakePull): readonly object[] {
  return [...new Set([...reviewers, ...approvedBy])].map((name) => ({
    type: 'participant',
    user: showUser(name),
    role: reviewers.includes(name) ? 'REVIEWER' : 'PARTICIPANT',
    approved: approvedBy.has(name),
    state: approvedBy.has(name) ? 'approved' : null,
  }));
}

function timeOf(seconds: number): string {
  return new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString().replace('Z', '000+00:00');
}
