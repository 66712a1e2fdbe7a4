import path from 'node:path';
import process from 'node:process';
import { repositoryData } from '../../lib/environment/data/repository-data.ts';
import { propsOf } from '../../lib/environment/define-environment.ts';
import { loadEnvironments } from '../../lib/environment/load/load-environments.ts';
import { synth } from '../../lib/synth.ts';
import { openTransaction } from '../../lib/write/transaction.ts';

const [, , root = '', dist = path.join(root, 'dist')] = process.argv;
const repository = await loadEnvironments(root);
const sources = repository.environments.map(({ definition, file }) => {
  const props = propsOf(definition);
  return { props, file, data: repositoryData(root, props.name), locate: repository.locate, guard: repository.guard, explain: (error: unknown) => repository.explain(error, file) };
});
const transaction = await openTransaction({ dist });
const report = synth(sources, { take: (environment, files) => transaction.stage(environment, files) }, {
  files: 'application',
  clusters: sources.map(({ props }) => props.cluster ?? props.name),
  progress: () => undefined,
  now: () => performance.now(),
});
transaction.commit();
transaction.close();
if (report.findings.length > 0) console.error(report.findings.slice(0, 3), report.findings.length);
console.error(report.elapsed, report.environments.reduce((sum, { objects }) => sum + objects, 0));
