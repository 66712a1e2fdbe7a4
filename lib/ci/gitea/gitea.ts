import type { HostRecipes } from '../recipe.ts';
import { giteaBump } from './bump.ts';
import { giteaBot } from './bot.ts';
import { giteaCheck } from './check.ts';
import { giteaPreview } from './preview.ts';

/** Gitea Actions, and where it differs from those of GitHub: https://docs.gitea.com/usage/actions/comparison */
export const gitea: HostRecipes = {
  manifests: (options) => ({
    '.gitea/workflows/kumiki-check.yaml': giteaCheck(options),
    '.gitea/workflows/kumiki-bot.yaml': giteaBot(options),
  }),
  application: (options) => ({
    '.gitea/workflows/kumiki-bump.yaml': giteaBump(options),
    '.gitea/workflows/kumiki-preview.yaml': giteaPreview(options),
  }),
};
