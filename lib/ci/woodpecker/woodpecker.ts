import type { HostRecipes } from '../recipe.ts';
import { woodpeckerBot } from './bot.ts';
import { woodpeckerBump } from './bump.ts';
import { woodpeckerCheck } from './check.ts';

/** Woodpecker: https://woodpecker-ci.org/docs/usage/workflow-syntax */
export const woodpecker: HostRecipes = {
  manifests: (options) => ({
    '.woodpecker/kumiki-check.yaml': woodpeckerCheck(options),
    '.woodpecker/kumiki-bot.yaml': woodpeckerBot(options),
  }),
  application: (options) => ({ '.woodpecker/kumiki-bump.yaml': woodpeckerBump(options) }),
};
