import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { makeRepository, write } from '../../../environment/fixture-repository.ts';
import { runKumiki, type Ended } from '../../run-kumiki.ts';

/** Nothing of the person who runs the tests. */
const IDENTITY = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_COMMITTER_NAME: 'CI',
  GIT_COMMITTER_EMAIL: 'ci@example.com',
  GIT_AUTHOR_EMAIL: 'author@example.com',
};

export interface Commit {
  readonly date: string;
  readonly author?: string;
  /** Undefined removes a file. */
  readonly files: Readonly<Record<string, string | undefined>>;
}

export function runGit(root: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const all = { PATH: process.env['PATH'], ...IDENTITY, ...env };
  return execFileSync('git', args, { cwd: root, env: all, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

/** @returns its id */
export function commit(root: string, subject: string, { date, author = 'Ada', files }: Commit): string {
  for (const [file, text] of Object.entries(files)) {
    if (text === undefined) rmSync(path.join(root, file));
    else write(root, file, text);
  }
  runGit(root, ['add', '--all']);
  const when = { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date, GIT_AUTHOR_NAME: author };
  runGit(root, ['commit', '--quiet', '--allow-empty', '--message', subject], when);
  return runGit(root, ['rev-parse', 'HEAD']);
}

/** `environments/<env>/images/shop.json` with one pin. */
export function pins(tag: string, build?: string): string {
  const source = build === undefined ? {} : { source: { repository: 'acme/shop', commit: `${build}abcdef0`, build } };
  return JSON.stringify({ api: { image: 'ghcr.io/acme/shop', tag, ...source } });
}

/** A Deployment as dist has it. */
export function deployment(name: string, image: string, replicas = 1): string {
  return `# Rendered by kumiki. Do not edit: change the source and run synth.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: ${name}
          image: ${image}
`;
}

const PRODUCTION = `import { argocd, defineEnvironment } from 'kumiki';
export default defineEnvironment({
  name: 'production', edition: 1, kubernetes: '1.34', upstream: 'staging',
  delivery: argocd({ repository: 'https://git.example.com/acme/manifests.git' }),
  freezes: [
    { from: '2025-12-20T00:00', until: '2026-01-02T00:00', reason: 'last year' },
    { from: '2026-12-20T00:00', until: '2027-01-02T00:00', timeZone: 'Europe/Berlin', reason: 'Christmas' },
  ],
  build() {},
});`;
export const STAGING = `import { defineEnvironment } from 'kumiki';
export default defineEnvironment({ name: 'staging', edition: 1, kubernetes: '1.34', build() {} });`;
const SCALER = `# Rendered by kumiki. Do not edit: change the source and run synth.
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: shop-api
  namespace: shop
spec:
  maxReplicas: 10
  minReplicas: 2
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: shop-api
`;
/** Two environments of one application; in production it is held, and one build behind. */
export function makeShop(): { readonly root: string; readonly head: string } {
  const root = makeRepository({ 'package.json': '{ "type": "module" }' });
  runGit(root, ['init', '--quiet', '--initial-branch', 'main']);
  commit(root, 'Begin', {
    date: '2026-11-01T12:00:00Z',
    files: {
      'environments/production.ts': PRODUCTION,
      'environments/staging.ts': STAGING,
      'environments/production/images/shop.json': pins('1.0.0', '41'),
      'environments/staging/images/shop.json': pins('1.0.0', '41'),
      'dist/production/delivery/deployment-x.yaml': deployment('x', 'x:1'),
      'dist/production/shop/deployment-shop-api.yaml': deployment('shop-api', 'ghcr.io/acme/shop:1.0.0', 2),
      'dist/production/shop/horizontalpodautoscaler-shop-api.yaml': SCALER,
      'dist/production/shop/configmap-broken.yaml': 'not: [looked at',
      'dist/staging/shop/deployment-shop-api.yaml': deployment('shop-api', 'ghcr.io/acme/shop:1.0.0'),
    },
  });
  commit(root, 'Bump shop in staging', {
    date: '2026-11-29T12:00:00Z',
    files: {
      'environments/staging/images/shop.json': pins('1.1.0', '42'),
      'dist/staging/shop/deployment-shop-api.yaml': deployment('shop-api', 'ghcr.io/acme/shop:1.1.0'),
    },
  });
  const head = commit(root, 'Hold', {
    date: '2026-11-30T12:00:00Z',
    files: {
      'environments/production/holds/shop.json': '{ "reason": "logins fail", "until": "2027-06-01", "by": "Ada" }',
    },
  });
  return { root, head };
}

export function status(root: string, args: readonly string[] = [], today = '2026-12-01T12:00Z'): Promise<Ended> {
  return runKumiki(root, ['status', ...args], { today: () => new Date(today), env: { PATH: process.env['PATH'] } });
}

export async function documentOf(root: string, args: readonly string[] = [], today?: string) {
  const { code, out, err } = await status(root, ['--json', ...args], today);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}
