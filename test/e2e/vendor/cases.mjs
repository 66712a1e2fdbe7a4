import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { serveCharts } from './serve-charts.mjs';

const ENVIRONMENT = `import { Application, Manifests, defineEnvironment } from 'kumiki';
export default defineEnvironment({
  name: 'production',
  edition: 1,
  kubernetes: '1.34',
  platform: true,
  build(environment) {
    BODY
  },
});
`;

/** What each must hold, by its name. */
export const CASES = {
  async 'hooks and tests are left out, CRDs of both kinds are in'(lab) {
    const { code, out } = await lab.kumiki('vendor', 'helm', 'charts/hooks', '--as', 'hooks', '--kubernetes', '1.33');

    assert.equal(code, 0);
    assert.match(out, /vendor\/hooks: vendored: hooks 1\.0\.0 \(app 7\.4\), 3 objects\./);
    assert.match(out, /left out, 1 hook: Job hooks-migrate \(pre-install, pre-upgrade\)/);
    assert.match(out, /left out, 1 test: Pod hooks-test \(test\)/);
    assert.ok(lab.has('vendor/hooks/customresourcedefinition-widgets.example.com.yaml'));
    assert.ok(lab.has('vendor/hooks/customresourcedefinition-gadgets.example.com.yaml'));
    assert.match(lab.read('vendor/hooks/deployment-hooks.yaml'), /value: old\n/);
    assert.equal(JSON.parse(lab.read('vendor/hooks/vendor.lock.json')).kubernetes, '1.33');
  },

  async 'hooks are kept as ordinary objects, CRDs split off, capabilities told'(lab) {
    const chart = ['vendor', 'helm', 'charts/hooks', '--kubernetes', '1.34'];
    await lab.kumiki(...chart, '--as', 'crds', '--crds', 'only');
    const capabilities = ['--api-versions', 'monitoring.coreos.com/v1', '--namespace', 'data'];
    const kept = ['--crds', 'without', '--hooks', 'all', '--include-tests'];
    const { code } = await lab.kumiki(...chart, '--as', 'rest', ...kept, ...capabilities);

    assert.equal(code, 0);
    assert.ok(lab.has('vendor/crds/customresourcedefinition-widgets.example.com.yaml'));
    assert.ok(!lab.has('vendor/crds/deployment-crds.yaml'));
    assert.ok(!lab.has('vendor/rest/customresourcedefinition-gadgets.example.com.yaml'));
    assert.doesNotMatch(lab.read('vendor/rest/job-rest-migrate.yaml'), /helm\.sh\/hook/);
    assert.ok(lab.has('vendor/rest/pod-rest-test.yaml'));
    assert.match(
      lab.read('vendor/rest/deployment-rest.yaml'),
      /namespace: data[\s\S]*value: new\n[\s\S]*value: "true"\n/,
    );
  },

  async 'subcharts are rendered, and a lookup that no value leads to is none'(lab) {
    const { code } = await lab.kumiki('vendor', 'helm', 'charts/parent', '--as', 'parent', '--kubernetes', '1.34');
    lab.write('config/asks.yaml', 'child: { asks: true }\n');
    const refused = await lab.kumiki(
      'vendor',
      'helm',
      'charts/parent',
      '--as',
      'asks',
      '--values',
      'config/asks.yaml',
      '--kubernetes',
      '1.34',
    );

    assert.equal(code, 0);
    assert.match(lab.read('vendor/parent/configmap-parent-child.yaml'), /greeting: hello/);
    assert.match(lab.read('vendor/parent/configmap-parent-parent.yaml'), /answer: "yes"\n {2}time: "12:30:45"/);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /asks: charts\/child\/templates\/_names\.tpl:3 calls lookup/);
    assert.ok(!lab.has('vendor/asks'));
  },

  async 'a lookup in a packaged subchart is found'(lab) {
    const child = await lab.package('charts/parent/charts/child');
    execFileSync('rm', ['-r', path.join(lab.root, 'charts/parent/charts/child')]);
    lab.write('charts/parent/charts/child-0.1.0.tgz', child);
    lab.write('config/asks.yaml', 'child: { asks: true }\n');

    const fine = await lab.kumiki('vendor', 'helm', 'charts/parent', '--as', 'parent', '--kubernetes', '1.34');
    const refused = await lab.kumiki(
      'vendor',
      'helm',
      'charts/parent',
      '--as',
      'asks',
      '--values',
      'config/asks.yaml',
      '--kubernetes',
      '1.34',
    );

    assert.equal(fine.code, 0, fine.err);
    assert.match(refused.err, /asks: charts\/child-0\.1\.0\/templates\/_names\.tpl:3 calls lookup/);
  },

  async 'a chart that asks the cluster is refused, or allowed'(lab) {
    const chart = ['vendor', 'helm', 'charts/lookup', '--as', 'lookup', '--kubernetes', '1.34'];
    const refused = await lab.kumiki(...chart);
    const written = lab.has('vendor');
    const allowed = await lab.kumiki(...chart, '--allow-lookup');

    assert.equal(refused.code, 1);
    assert.match(refused.err, /lookup: templates\/config\.yaml:7 calls lookup, which asks the cluster/);
    assert.equal(written, false);
    assert.equal(allowed.code, 0);
    assert.match(lab.read('vendor/lookup/configmap-lookup.yaml'), /nodes: "0"/);
  },

  async 'random values are refused, with the values that replace them'(lab) {
    const chart = ['vendor', 'helm', 'charts/random', '--as', 'random', '--kubernetes', '1.34'];
    const refused = await lab.kumiki(...chart);
    lab.write('config/random.yaml', 'token: fixed\nca: fixed\n');
    const fixed = await lab.kumiki(...chart, '--values', 'config/random.yaml');

    assert.equal(refused.code, 1);
    assert.match(refused.err, /ConfigMap random \/data\/ca \/data\/token|ConfigMap random \/data\/token \/data\/ca/);
    assert.match(refused.err, /templates\/config\.yaml:1 genCA\n/);
    assert.match(refused.err, /templates\/config\.yaml:7 randAlphaNum \(reads Values\.token\)\n/);
    assert.doesNotMatch(refused.err, /BEGIN CERTIFICATE/);
    assert.equal(fixed.code, 0, fixed.err);
  },

  async 'Secrets with values are refused until a value names an existing one'(lab) {
    const chart = ['vendor', 'helm', 'charts/secret', '--as', 'secret', '--kubernetes', '1.34'];
    const refused = await lab.kumiki(...chart);
    lab.write('config/secret.yaml', 'existingSecret: mine\n');
    const existing = await lab.kumiki(...chart, '--values', 'config/secret.yaml');

    assert.equal(refused.code, 1);
    assert.match(refused.err, /Secret secret/);
    assert.equal(existing.code, 0, existing.err);
  },

  async 'a password that a chart makes up is sealed once'(lab) {
    lab.write('config/random.yaml', 'token: fixed\nca: fixed\n');
    lab.write(
      'charts/random/templates/secret.yaml',
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: made\ndata:\n  password: {{ randAlphaNum 12 | b64enc }}\n',
    );
    lab.write(
      'environments/production.ts',
      ENVIRONMENT.replace(
        'BODY',
        "new Manifests(new Application(environment, 'app', { namespace: 'data' }), 'random', { from: 'vendor/random' });",
      ),
    );
    const open = await lab.makeCertificate('environments/production/sealing.pem');
    const chart = [
      'vendor',
      'helm',
      'charts/random',
      '--as',
      'random',
      '--values',
      'config/random.yaml',
      '--namespace',
      'data',
    ];

    const { code, err } = await lab.kumiki(...chart, '--seal-env', 'production', '--app', 'app');
    const before = lab.read('environments/production/secrets/app/made.json');
    const again = await lab.kumiki('vendor', 'update', '--check');
    const synth = await lab.kumiki('synth');

    assert.equal(code, 0, err);
    assert.equal(again.code, 0, again.out);
    assert.equal(lab.read('environments/production/secrets/app/made.json'), before);
    assert.equal(synth.code, 0, synth.err);
    const { keys } = JSON.parse(before);
    assert.match(open(keys.password.sealed, 'data/made'), /^[A-Za-z0-9]{12}$/);
    assert.ok(lab.read('dist/production/app/sealedsecret-made.yaml').includes(keys.password.sealed));
  },

  async 'an archive, a repository and a registry give the same'(lab) {
    const archive = await lab.package('charts/hooks');
    lab.write('charts/hooks-1.0.0.tgz', archive);
    const served = await serveCharts({ name: 'hooks', version: '1.0.0', archive });
    try {
      const render = (...args) =>
        lab.kumiki('vendor', 'helm', ...args, '--kubernetes', '1.34', '--release', 'same', '--namespace', 'same');
      const results = [
        await render('charts/hooks-1.0.0.tgz', '--as', 'archive'),
        await render('hooks', '--repo', `http://127.0.0.1:${served.port}`, '--version', '1.0.0', '--as', 'repository'),
        await render(
          `oci://127.0.0.1:${served.port}/charts/hooks`,
          '--plain-http',
          '--version',
          '1.0.0',
          '--as',
          'registry',
        ),
      ];
      const again = await lab.kumiki('vendor', 'update', '--check');
      const missing = await render(
        'hooks',
        '--repo',
        `http://127.0.0.1:${served.port}`,
        '--version',
        '9.9.9',
        '--as',
        'missing',
      );

      assert.deepEqual(
        results.map(({ code, err }) => `${code} ${err}`),
        ['0 ', '0 ', '0 '],
      );
      const read = (name) => lab.read(`vendor/${name}/deployment-same.yaml`);
      assert.equal(read('repository'), read('archive'));
      assert.equal(read('registry'), read('archive'));
      assert.equal(again.code, 0, again.out);
      assert.equal(missing.code, 5);
      assert.ok(!lab.has('vendor/missing'));
    } finally {
      await served.close();
    }
  },

  async 'an update shows what changes by object'(lab) {
    await lab.kumiki('vendor', 'helm', 'charts/hooks', '--as', 'hooks', '--kubernetes', '1.34');
    lab.write('charts/hooks/values.yaml', 'replicas: 3\n');

    const check = await lab.kumiki('vendor', 'update', '--check');
    const update = await lab.kumiki('vendor', 'update', 'hooks');

    assert.equal(check.code, 2);
    assert.match(check.out, /~ Deployment hooks\/hooks \/spec\/replicas\n/);
    assert.equal(update.code, 0);
    assert.match(lab.read('vendor/hooks/deployment-hooks.yaml'), /replicas: 3\n/);
  },

  async 'a chart whose template is broken is told in the words of the repository'(lab) {
    lab.write('charts/hooks/templates/broken.yaml', 'a: {{ fail "replicas is required" }}\n');

    const { code, err } = await lab.kumiki('vendor', 'helm', 'charts/hooks', '--as', 'hooks', '--kubernetes', '1.34');

    assert.equal(code, 5);
    assert.match(err, /hooks: helm template failed:\n[\s\S]*replicas is required/);
    assert.doesNotMatch(err, /kumiki-vendor-/);
  },

  async 'an overlay with a base and a generator'(lab) {
    lab.write('base/kustomization.yaml', 'resources: [config.yaml]\n');
    lab.write('base/config.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: base }\ndata: { a: "1" }\n');
    lab.write(
      'overlay/kustomization.yaml',
      'namespace: legacy\nresources: [../base]\nconfigMapGenerator: [{ name: made, literals: [a=b] }]\n',
    );

    const { code, err } = await lab.kumiki('vendor', 'kustomize', 'overlay', '--as', 'legacy');

    assert.equal(code, 0, err);
    assert.match(lab.read('vendor/legacy/configmap-base.yaml'), /namespace: legacy/);
  },

  async 'the chart of sealed-secrets: vendored, patched, checked, rendered'(lab) {
    lab.take(sealedSecretsChart(), 'sealed-secrets');
    lab.write(
      'environments/production.ts',
      ENVIRONMENT.replace(
        'BODY',
        `const app = new Application(environment, 'sealed-secrets', { namespace: 'kube-system' });
    new Manifests(app, 'chart', {
      from: 'vendor/sealed-secrets',
      patch: { Deployment: { spec: { revisionHistoryLimit: 3 } } },
    });`,
      ),
    );

    const vendored = await lab.kumiki(
      'vendor',
      'helm',
      'charts/sealed-secrets',
      '--as',
      'sealed-secrets',
      '--namespace',
      'kube-system',
    );
    const synth = await lab.kumiki('synth');
    const again = await lab.kumiki('vendor', 'update', '--check');

    assert.equal(vendored.code, 0, vendored.err);
    assert.equal(synth.code, 0, synth.err);
    assert.equal(again.code, 0, again.out);
    assert.match(lab.read('dist/production/sealed-secrets/deployment-sealed-secrets.yaml'), /revisionHistoryLimit: 3/);
    assert.ok(lab.has('dist/production/delivery/customresourcedefinition-sealedsecrets.bitnami.com.yaml'));
  },
};

/** It ships inside the module that the servers are built from. */
function sealedSecretsChart() {
  const servers = path.resolve(import.meta.dirname, '../../servers/cluster');
  const folder = execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', 'github.com/bitnami/sealed-secrets'], {
    cwd: servers,
    encoding: 'utf8',
  }).trim();
  return path.join(folder, 'helm/sealed-secrets');
}
