import { App, YamlOutputType } from 'cdk8s';
import { ServiceChart } from './l1-chart.ts';
import { eachApplication, eachEnvironment } from './workload.ts';

/** The generated classes of each kind (`cdk8s import`), without the layer above: one App an environment, a file a chart. */
for (const environment of eachEnvironment()) {
  const app = new App({ outdir: environment.folder, yamlOutputType: YamlOutputType.FILE_PER_CHART });
  for (const values of eachApplication(environment.name)) new ServiceChart(app, values);
  app.synth();
}
