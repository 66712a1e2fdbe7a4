import { combinedStatus, getBranch, listCheckRuns, removeBranch } from './commit-routes.ts';
import { mergePull } from './merge-route.ts';
import { createPull, getPull, listPulls, updatePull, type RouteContext } from './pull-routes.ts';
import type { FakeAnswer, FakeRequest } from './request.ts';
import { dismissReview, listReviews } from './review-routes.ts';

type Handler = (request: FakeRequest, context: RouteContext, ...parts: string[]) => FakeAnswer;

interface Route {
  readonly method: string;
  /** Below `/repos/{owner}/{repo}`. */
  readonly path: RegExp;
  /** What a fine-grained token needs: https://docs.github.com/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens */
  readonly right: string;
  readonly handle: Handler;
  readonly isOfGitBucket: boolean;
}

export const ROUTES: readonly Route[] = [
  { method: 'GET', path: /^\/pulls$/, right: 'pull_requests=read', handle: listPulls, isOfGitBucket: true },
  { method: 'POST', path: /^\/pulls$/, right: 'pull_requests=write', handle: createPull, isOfGitBucket: true },
  { method: 'GET', path: /^\/pulls\/(\d+)$/, right: 'pull_requests=read', handle: getPull, isOfGitBucket: true },
  { method: 'PATCH', path: /^\/pulls\/(\d+)$/, right: 'pull_requests=write', handle: updatePull, isOfGitBucket: true },
  {
    method: 'GET',
    path: /^\/pulls\/(\d+)\/reviews$/,
    right: 'pull_requests=read',
    handle: listReviews,
    isOfGitBucket: false,
  },
  {
    method: 'PUT',
    path: /^\/pulls\/(\d+)\/reviews\/(\d+)\/dismissals$/,
    right: 'pull_requests=write',
    handle: dismissReview,
    isOfGitBucket: false,
  },
  { method: 'PUT', path: /^\/pulls\/(\d+)\/merge$/, right: 'contents=write', handle: mergePull, isOfGitBucket: true },
  { method: 'GET', path: /^\/git\/ref\/heads\/(.+)$/, right: 'contents=read', handle: getBranch, isOfGitBucket: true },
  {
    method: 'DELETE',
    path: /^\/git\/refs\/heads\/(.+)$/,
    right: 'contents=write',
    handle: removeBranch,
    isOfGitBucket: true,
  },
  {
    method: 'GET',
    path: /^\/commits\/([^/]+)\/status$/,
    right: 'statuses=read',
    handle: combinedStatus,
    isOfGitBucket: true,
  },
  {
    method: 'GET',
    path: /^\/commits\/([^/]+)\/check-runs$/,
    right: 'checks=read',
    handle: listCheckRuns,
    isOfGitBucket: false,
  },
];
