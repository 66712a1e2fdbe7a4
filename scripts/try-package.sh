#!/usr/bin/env bash
# Installs the packed tarball (the one argument) into an empty repository and uses it as a user would: types, ESM import, testing kit, command.
set -euo pipefail
tarball=$(realpath "$1")
versions=$(node -p "const { devDependencies: d } = require('./package.json'); ['cdk8s', 'constructs', 'typescript', 'vitest', '@types/node'].map((name) => name + '@' + d[name]).join(' ')")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

printf '{ "name": "manifests", "private": true, "type": "module" }\n' >package.json
# shellcheck disable=SC2086
npm install --silent --no-fund --no-audit "$tarball" $versions

mkdir -p apps environments/production/images test
cat >apps/shop.ts <<'END'
import { Application, Config, WebService, type Environment } from 'kumiki';

export class Shop extends Application {
  constructor(environment: Environment, props: { readonly replicas: number }) {
    super(environment, 'shop');
    const settings = new Config(this, 'settings', { LEVEL: 'info' });
    new WebService(this, 'api', { image: this.image('api'), port: 8080, replicas: props.replicas, env: { LEVEL: settings.key('LEVEL') } });
  }
}
END
cat >environments/production.ts <<'END'
import { defineEnvironment } from 'kumiki';
import { Shop } from '../apps/shop.ts';

export default defineEnvironment({
  name: 'production',
  edition: 1,
  kubernetes: '1.34',
  build(environment) {
    new Shop(environment, { replicas: 2 });
  },
});
END
printf '{ "api": { "image": "ghcr.io/acme/shop", "tag": "1.0.0" } }\n' >environments/production/images/shop.json
cat >test/shop.test.ts <<'END'
import { render } from 'kumiki/testing';
import { expect, test } from 'vitest';
import { Shop } from '../apps/shop.ts';

test('two replicas of the shop', () => {
  const { find } = render((environment) => new Shop(environment, { replicas: 2 }));

  expect(find('Deployment', 'shop-api')).toHaveFields({ spec: { replicas: 2 } });
});
END
cat >tsconfig.json <<'END'
{
  "compilerOptions": {
    "target": "es2023", "module": "nodenext", "strict": true, "exactOptionalPropertyTypes": true, "noEmit": true,
    "allowImportingTsExtensions": true, "types": ["node"]
  },
  "include": ["apps", "environments", "test"]
}
END

npx tsc -p .
npx kumiki synth
npx kumiki synth --check
npx vitest run
node --input-type=module -e "import { WebService } from 'kumiki'; if (typeof WebService !== 'function') throw new Error('kumiki exports no WebService');"
grep -q 'replicas: 2' dist/production/shop/deployment-shop-api.yaml
echo "The package works in an empty repository."
