import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { examples, type CommandContext } from '../../command-context.ts';
import { collect } from '../../collect.ts';

/** `kumiki vendor …` */
export function declareVendor(program: CommandUnknownOpts, { io, global, finished }: CommandContext): void {
  const vendor = program
    .command('vendor')
    .description('Renders charts and overlays once, into vendor/<name>/, where new Manifests(…) takes them.');

  vendor
    .command('helm')
    .description('Renders a chart with the program helm, without a cluster.')
    .argument('<chart>', 'a folder or archive of the repository, oci://…, or a name with --repo')
    .requiredOption('--as <name>', 'the folder below vendor/')
    .option('--repo <url>', 'the repository of charts that has it')
    .option('--version <version>', 'of a chart from --repo or oci:// (default: the newest)')
    .option('--values <file>', 'values, from the repository (may be given again)', collect, [])
    .option('--kubernetes <version>', 'what to render it for (default: the oldest of the environments)')
    .option('--namespace <name>', 'what the chart is told (default: --as)')
    .option('--release <name>', 'what the chart is told (default: --as)')
    .option('--crds <choice>', 'only: nothing but CustomResourceDefinitions; without: all but them')
    .option('--hooks <name>', 'a hook to keep as an ordinary object, or all (may be given again)', collect, [])
    .option('--include-tests', 'keeps the tests of the chart')
    .option('--api-versions <version>', 'what else the cluster serves (may be given again)', collect, [])
    .option('--allow-lookup', 'lets the chart ask the cluster; the answer is always nothing')
    .option('--plain-http', 'asks an oci:// registry by http')
    .option('--seal-env <glob>', 'seals the chart’s Secrets for these environments (may be given again)', collect, [])
    .option('--app <name>', 'the application that brings the chart in: whose seals they are')
    .option('--helm <path>', 'the program (default: KUMIKI_HELM, else helm on PATH)')
    .option('--check', 'writes nothing; exits with 2 where vendor/<name>/ is not what the chart gives')
    .addHelpText(
      'after',
      examples([
        'kumiki vendor helm redis --repo https://charts.example.com --version 18.1.0 --values config/redis.yaml --as redis',
        'kumiki vendor helm oci://registry.example.com/charts/redis --version 18.1.0 --as redis',
        'kumiki vendor helm charts/legacy --as legacy --hooks Job/legacy-migrate',
        'kumiki vendor helm cert-manager --repo https://charts.jetstack.io --as cert-manager-crds --crds only',
      ]),
    )
    .action(async (chart, options) => {
      const { vendorHelmCommand } = await import('./helm.ts');
      finished(await vendorHelmCommand(chart, { ...global(), ...options }, io));
    });

  vendor
    .command('kustomize')
    .description('Builds an overlay with the program kustomize.')
    .argument('<dir>', 'a folder of the repository with a kustomization.yaml')
    .requiredOption('--as <name>', 'the folder below vendor/')
    .option('--crds <choice>', 'only: nothing but CustomResourceDefinitions; without: all but them')
    .option('--kustomize <path>', 'the program (default: KUMIKI_KUSTOMIZE, else kustomize on PATH)')
    .option('--check', 'writes nothing; exits with 2 where vendor/<name>/ is not what the overlay gives')
    .addHelpText('after', examples(['kumiki vendor kustomize overlays/production --as legacy']))
    .action(async (dir, options) => {
      const { vendorKustomizeCommand } = await import('./kustomize.ts');
      finished(await vendorKustomizeCommand(dir, { ...global(), ...options }, io));
    });

  vendor
    .command('update')
    .description('Renders again what is vendored, from its locks, and shows what changes by object.')
    .argument('[name...]', 'folders below vendor/ (default: all)')
    .option('--version <version>', 'another version of one chart')
    .option('--check', 'writes nothing; exits with 2 where something would change')
    .option('--helm <path>', 'the program (default: KUMIKI_HELM, else helm on PATH)')
    .option('--kustomize <path>', 'the program (default: KUMIKI_KUSTOMIZE, else kustomize on PATH)')
    .addHelpText('after', examples(['kumiki vendor update redis --version 18.2.0', 'kumiki vendor update --check']))
    .action(async (names, options) => {
      const { vendorUpdateCommand } = await import('./update.ts');
      finished(await vendorUpdateCommand(names, { ...global(), ...options }, io));
    });
}
