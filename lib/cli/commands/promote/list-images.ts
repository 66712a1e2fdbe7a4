import { imageOf } from '../../../change/pins.ts';
import type { Git } from '../../../git/git.ts';
import { tryListBetween } from '../../../git/list-between.ts';
import type { PinsStep } from '../../change/propose-pins.ts';
import type { PromotedImage } from './promote-outcome.ts';

/** What each step brings, with the commits that lie between where the repository that the command runs in knows them. */
export async function listImages(steps: readonly PinsStep[], sources: Git): Promise<readonly PromotedImage[]> {
  const images: PromotedImage[] = [];
  for (const { policy, application, present, pins } of steps)
    for (const [name, pin] of Object.entries(pins)) {
      const old = present[name];
      if (old !== undefined && imageOf(old) === imageOf(pin)) continue;
      const [before, after] = [old?.source?.commit, pin.source?.commit];
      const commits =
        before === undefined || after === undefined ? undefined : await tryListBetween(sources, before, after);
      images.push({
        environment: policy.name,
        application,
        name,
        from: old === undefined ? null : imageOf(old),
        to: imageOf(pin),
        commits: commits ?? null,
      });
    }
  return images;
}

/** The commits for reviewers, each application once. */
export function renderCommits(images: readonly PromotedImage[]): readonly string[] {
  const sections = new Map<string, string>();
  for (const { application, name, commits } of images)
    if (commits !== null && commits.length > 0)
      sections.set(`${application}/${name}`, commits.map((line) => `    ${line}`).join('\n'));
  return [...sections].map(([image, lines]) => `Commits of \`${image}\`:\n\n${lines}`);
}
