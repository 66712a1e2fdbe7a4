import type { HostRecipes } from '../recipe.ts';
import { botWorkflow } from './bot.ts';
import { bumpWorkflow } from './bump.ts';
import { checkWorkflow } from './check.ts';
import { previewWorkflow } from './preview.ts';
import { reportWorkflow } from './report.ts';

/** GitHub Actions, on github.com and Enterprise: https://docs.github.com/en/actions/reference/workflow-syntax-for-github-actions */
export const github: HostRecipes = {
  manifests: (options) => ({
    '.github/workflows/kumiki-check.yaml': checkWorkflow(options),
    '.github/workflows/kumiki-report.yaml': reportWorkflow(),
    '.github/workflows/kumiki-bot.yaml': botWorkflow(options),
  }),
  application: (options) => ({
    '.github/workflows/kumiki-bump.yaml': bumpWorkflow(options),
    '.github/workflows/kumiki-preview.yaml': previewWorkflow(options),
  }),
};
