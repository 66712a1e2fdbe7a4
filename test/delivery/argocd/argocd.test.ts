import { expect, test } from 'vitest';
import { argocd, type ArgoCdOptions } from '../../../lib/delivery/argocd/argocd.ts';
import { UserError } from '../../../lib/errors.ts';
import { REPOSITORY } from '../deliver-environment.ts';

test('only the repository has to be said', () => {
  expect(argocd({ repository: REPOSITORY })).toEqual({
    tool: 'argocd',
    repository: REPOSITORY,
    branch: 'main',
    namespace: 'argocd',
    server: 'https://kubernetes.default.svc',
    project: undefined,
    endpointSlices: undefined,
    labels: {},
  });
});

test.each(['main', 'release-1.2', 'feature/a_b', 'v2', 'a@b', 'users/x.y'])('the branch %s is fine', (branch) => {
  expect(argocd({ repository: REPOSITORY, branch }).branch).toBe(branch);
});

test.each<[Readonly<Record<string, unknown>>, string]>([
  [{ repo: REPOSITORY }, 'argocd(): repo is not an option of it. There are: repository, branch,'],
  [{ branches: 'main' }, 'argocd(): branches is not an option of it. Did you mean branch?'],
  [{ repository: undefined }, 'argocd(): repository is undefined.'],
  [{ branch: '' }, 'argocd(): branch is "". Use the name of a branch'],
  [{ branch: 'refs/heads/main' }, 'argocd(): branch is "refs/heads/main". Use the name of a branch'],
  [{ branch: 'a..b' }, 'branch is "a..b"'],
  [{ branch: 'a//b' }, 'branch is "a//b"'],
  [{ branch: 'a/.b' }, 'branch is "a/.b"'],
  [{ branch: 'a.lock' }, 'branch is "a.lock"'],
  [{ branch: '*' }, 'branch is "*"'],
  [{ branch: '-f' }, 'branch is "-f"'],
  [{ branch: 'a b' }, 'branch is "a b"'],
  [{ branch: 'main/' }, 'branch is "main/"'],
  [{ branch: 5 }, 'branch is 5.'],
  [{ branch: null }, 'branch is null.'],
  [{ namespace: 'Argo' }, 'argocd(): namespace is "Argo". Use the name of a namespace'],
  [{ namespace: 'a.b' }, 'namespace is "a.b"'],
  [{ namespace: 'a'.repeat(64) }, 'Use the name of a namespace'],
  [{ server: 'https://10.0.0.1' }, 'argocd(): server is not an option of it.'],
  [{ project: 'Shop' }, 'argocd(): project is "Shop". Use a name'],
  [{ project: '*' }, 'project is "*"'],
  [{ endpointSlices: true }, "argocd(): endpointSlices is true. Use 'included', or leave it out."],
  [{ endpointSlices: 'excluded' }, 'endpointSlices is "excluded"'],
  [{ labels: 'a' }, 'argocd(): labels is "a". Use texts by key'],
  [{ labels: ['a'] }, 'labels is a list'],
  [{ labels: { a: 1 } }, 'labels is an object'],
])('options that are wrong are refused: %j', (options, message) => {
  const make = (): unknown => argocd({ repository: REPOSITORY, ...options } as ArgoCdOptions);

  expect(make).toThrow(UserError);
  expect(make).toThrow(message);
});

test.each([undefined, null, REPOSITORY])('an argument that is no object is refused: %s', (options) => {
  const make = (): unknown => argocd(options as unknown as ArgoCdOptions);

  expect(make).toThrow('argocd(): its argument is no object. Use one with: repository, branch,');
});
