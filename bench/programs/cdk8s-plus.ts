import { App, YamlOutputType } from 'cdk8s';
import { ServiceChart } from './cdk8s-plus-chart.ts';
import { eachApplication, eachEnvironment } from './workload.ts';

/** Stock cdk8s-plus-27, as its documentation shows it: one App an environment, a chart an application, a file a chart. */
for (const environment of eachEnvironment()) {
  const app = new App({ outdir: environment.folder, yamlOutputType: YamlOutputType.FILE_PER_CHART });
  for (const values of eachApplication(environment.name)) new ServiceChart(app, values);
  app.synth();
}
