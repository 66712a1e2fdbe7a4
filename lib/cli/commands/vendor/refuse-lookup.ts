import { UserError } from '../../../errors.ts';
import type { ChartFiles } from '../../../vendor/read-archive.ts';
import { failedLookup, failingLookups, withoutLookup } from '../../../vendor/without-lookup.ts';
import { prepareCopy, type ChartContext, type ChartRequest } from './template-copy.ts';

/** Renders with every lookup made to fail: whether one is called depends on the values. */
export async function refuseLookup(templates: ChartFiles, request: ChartRequest, context: ChartContext): Promise<void> {
  if (request.options.lookup) return;
  const files = withoutLookup(templates);
  const values = request.values.map(({ file, text }) => failingLookups(text, file));
  if (files === undefined && values.every((text) => text === undefined)) return;
  const copy = {
    label: 'without-lookup',
    files: files ?? templates,
    values: values.map((text, index) => text ?? request.values[index]?.text ?? ''),
  };
  const { args, ...run } = prepareCopy(copy, request, context);
  const { code, err } = await context.helm.tryRun(args, run);
  if (code === 0) return;
  const place = failedLookup(err) ?? 'a template';
  throw new UserError(
    `${context.name}: ${place} calls lookup, which asks the cluster; what is rendered from the repository must not depend on it. ` +
      'Set the values that make it do without; or, where what it does on an empty cluster is right, say --allow-lookup.',
  );
}
