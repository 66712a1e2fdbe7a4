import type { PullRequest } from '../../../lib/forge/forge.ts';
import type { FakeSettings } from './fake/settings.ts';
import { commit, openOne, requestOf, withFakeGitLab, type WithFakeGitLab } from './with-fake-gitlab.ts';

export const HEAD = commit('b');
export const JOIN = /^POST .*merge_trains/;

/** One in a project with merge trains that GitLab has looked at; its pipeline must succeed, unless its settings say otherwise. */
export async function withMergeTrains(
  pipeline: string | undefined,
  settings: Partial<FakeSettings> = {},
): Promise<WithFakeGitLab & { readonly pull: PullRequest }> {
  const one = await withFakeGitLab();
  const pull = await openOne(one.forge);
  Object.assign(one.settings, { hasTrains: true, mergesResults: true, needsPipeline: true, ...settings });
  if (pipeline !== undefined) one.fake.repository.pipelines.set(HEAD, pipeline);
  requestOf(one.fake).checking = 0;
  return { ...one, pull };
}

/** How often joining one was asked for. */
export function joinsOf({ asked }: WithFakeGitLab['fake']): number {
  return asked.filter((line) => JOIN.test(line)).length;
}
