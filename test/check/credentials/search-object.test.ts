import { createECDH, createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { searchObject, type Place } from '../../../lib/check/credentials/search-object.ts';
import { base64, BASE32, BASE62, BASE64, BASE64URL, DIGITS, HEX, jwt, noise, pem } from './stand-ins.ts';

function placesIn(fields: object): readonly Place[] {
  const places: Place[] = [];
  searchObject({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, ...fields }, (place) =>
    places.push(place),
  );
  return places;
}

function labelsOf(text: string, key = 'file'): readonly string[] {
  return placesIn({ data: { [key]: text } }).map(({ label }) => label);
}

const TOKENS: readonly (readonly [string, string])[] = [
  ['an AWS access key', `AKIA${noise(BASE32, 16)}`],
  ['a GitHub token', `ghp_${noise(BASE62, 36)}`],
  ['a GitHub token', `gho_${noise(BASE62, 36)}`],
  ['a GitHub token', `ghs_${noise(BASE62, 36)}`],
  ['a GitHub token', `github_pat_${noise(BASE62, 22)}_${noise(BASE62, 59, 'b')}`],
  ['a GitLab token', `glpat-${noise(BASE64URL, 20)}`],
  ['a Slack token', `xoxb-${noise(DIGITS, 12)}-${noise(DIGITS, 12, 'b')}-${noise(BASE62, 24)}`],
  [
    'a Slack webhook',
    `https://hooks.slack.com/services/T${noise(BASE32, 8)}/B${noise(BASE32, 8, 'b')}/${noise(BASE62, 24)}`,
  ],
  ['a Stripe key', `sk_live_${noise(BASE62, 24)}`],
  ['a Stripe key', `rk_live_${noise(BASE62, 99)}`],
  ['a Google API key', `AIza${noise(BASE64URL, 34)}x`],
  ['a Google OAuth client secret', `GOCSPX-${noise(BASE64URL, 28)}`],
  ['an npm token', `npm_${noise(BASE62, 36)}`],
  ['a PyPI token', `pypi-AgEIcHlwaS5vcmc${noise(BASE64URL, 150)}`],
  ['a Docker Hub token', `dckr_pat_${noise(BASE64URL, 27)}`],
  ['a Hugging Face token', `hf_${noise(BASE62, 34)}`],
  ['an Anthropic key', `sk-ant-api03-${noise(BASE64URL, 93)}AA`],
  ['an OpenAI key', `sk-proj-${noise(BASE64URL, 74)}T3BlbkFJ${noise(BASE64URL, 74, 'b')}`],
  ['an OpenAI key', `sk-${noise(BASE62, 48)}`],
  ['a SendGrid key', `SG.${noise(BASE64URL, 22)}.${noise(BASE64URL, 43, 'b')}`],
  ['a Twilio API key', `SK${noise(HEX, 32)}`],
  ['a DigitalOcean token', `dop_v1_${noise(HEX, 64)}`],
  ['a Vault token', `hvs.${noise(BASE64URL, 95)}`],
  ['a Vault token', `s.${noise(BASE62, 24)}`],
  ['a Terraform Cloud token', `${noise(BASE62, 14)}.atlasv1.${noise(BASE62, 67, 'b')}`],
  [
    'an Azure access key',
    `DefaultEndpointsProtocol=https;AccountName=x;AccountKey=${noise(BASE64, 86)}==;EndpointSuffix=y`,
  ],
  ['an Azure client secret', `abc8Q~${noise(BASE62, 34)}`],
  ['a Telegram bot token', `${noise(DIGITS, 9, 'x').replace(/^0/, '1')}:AA${noise(BASE64URL, 32)}z`],
  ['a Shopify token', `shpat_${noise(HEX, 32)}`],
  ['a Databricks token', `dapi${noise(HEX, 32)}`],
  ['a Grafana token', `glsa_${noise(BASE62, 32)}_${noise(HEX, 8)}`],
  ['a Linear key', `lin_api_${noise(BASE62, 40)}`],
  ['a Doppler token', `dp.st.prod.${noise(BASE62, 43)}`],
  ['a LaunchDarkly key', 'sdk-6f1ed002-ab55-4b2d-8f1e-0c8d1b7c9e21'],
  ['an age key', `AGE-SECRET-KEY-1${noise('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58)}`],
  ['a signed token (JWT)', jwt('RS256')],
];

test.each(TOKENS)('%s is known by its shape: in prose, in base64, and in base64 of base64', (label, token) => {
  expect(labelsOf(`It is ${token} there.`)).toEqual([label]);
  expect(labelsOf(`"${token}"`)).toEqual([label]);
  expect(labelsOf(token)).toEqual([label]);
  expect(labelsOf(base64(`a first line\n${token}\n`))).toEqual([`${label} in base64`]);
  expect(labelsOf(`a blob: ${base64(base64(token))}`)).toEqual([`${label} in base64`]);
});

// Keys are read back from text: Node 20 can lock up for ever where the collector takes what made a key while it is exported as JWK.
const ENCODED = {
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
} as const;
const rsa = createPrivateKey(String(generateKeyPairSync('rsa', { modulusLength: 1024, ...ENCODED }).privateKey));
const ecPair = generateKeyPairSync('ec', { namedCurve: 'P-256', ...ENCODED });
const ec = createPrivateKey(String(ecPair.privateKey));
const ed = createPrivateKey(String(generateKeyPairSync('ed25519', ENCODED).privateKey));
const encryptedPem = String(rsa.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }));

test.each<[string, string]>([
  ['PKCS#8', String(rsa.export({ type: 'pkcs8', format: 'pem' }))],
  ['PKCS#1', String(rsa.export({ type: 'pkcs1', format: 'pem' }))],
  ['SEC 1', String(ec.export({ type: 'sec1', format: 'pem' }))],
  ['encrypted PKCS#8', encryptedPem],
  ['OpenSSH', pem('OPENSSH PRIVATE KEY')],
  ['DSA', pem('DSA PRIVATE KEY')],
  ['PGP', pem('PGP PRIVATE KEY BLOCK')],
  ['PEM without line breaks', pem('PRIVATE KEY').replaceAll('\n', ' ')],
  ['PEM in JSON', JSON.stringify({ type: 'service_account', private_key: pem('PRIVATE KEY') })],
  ['PEM in indented YAML', `key: |\n${pem('RSA PRIVATE KEY').replaceAll(/^/gm, '    ')}`],
  ['PEM in base64, wrapped', base64(pem('EC PRIVATE KEY')).replaceAll(/.{76}/g, '$&\n')],
  ['the key of a kubeconfig', `users:\n- name: a\n  user:\n    client-key-data: ${base64(pem('RSA PRIVATE KEY'))}\n`],
  ['an RSA JWK', JSON.stringify(rsa.export({ format: 'jwk' }))],
  ['an EC JWK in a set', JSON.stringify({ keys: [{ use: 'sig', ...ec.export({ format: 'jwk' }) }] }, undefined, 2)],
  ['a symmetric JWK', JSON.stringify({ kty: 'oct', k: noise(BASE64URL, 43), alg: 'HS256' })],
  ['DER in base64: PKCS#8', rsa.export({ type: 'pkcs8', format: 'der' }).toString('base64')],
  ['DER in base64: PKCS#1', rsa.export({ type: 'pkcs1', format: 'der' }).toString('base64')],
  ['DER in base64: SEC 1', ec.export({ type: 'sec1', format: 'der' }).toString('base64')],
  ['DER in base64: Ed25519', ed.export({ type: 'pkcs8', format: 'der' }).toString('base64')],
])('%s is a private key, told of once', (_, text) => {
  const labels = labelsOf(text);

  expect(labels).toEqual([expect.stringMatching(/^an? (?:encrypted )?private key(?: in base64)?$/)]);
});

test('a key store in binaryData is a credential', () => {
  const store = Buffer.from(`308209d10201033082099706092a864886f70d010701${'00'.repeat(40)}`, 'hex');

  expect(placesIn({ binaryData: { 'store.p12': store.toString('base64') } })).toMatchObject([
    { path: '/binaryData/store.p12', label: 'a key store (PKCS#12) in base64' },
  ]);
});

const random = noise(BASE62, 24, 'random');

test.each<[string, string]>([
  ['a URL', 'postgres://user:pass@db.example.com:5432/users'],
  ['a URL without user', `redis://:${random}@redis:6379/0`],
  ['a URL with a special password', 'amqp://app:p%40ss!w0rd@rabbit:5672/%2f'],
  ['a URL with an @ in its password', 'mongodb+srv://app:p@ss@cluster0.example.net/db'],
  ['a URL in JSON', String.raw`{"url":"https:\/\/bot:hunter2@git.example.com"}`],
  ['a URL with a default', '${DATABASE_URL:-postgres://app:hunter2@db/app}'],
  ['a default password', 'amqp://guest:guest@rabbitmq:5672'],
  ['the DSN of Go for MySQL', 'app:hunter2@tcp(mysql:3306)/app?parseTime=true'],
  ['the JDBC URL of Oracle', 'jdbc:oracle:thin:scott/tiger@//db:1521/orcl'],
  ['a JDBC URL with parameters', 'jdbc:postgresql://db/app?user=app&password=geheim&ssl=true'],
  ['a connection string of ADO', 'Server=db;Database=users;User Id=sa;Password=Geheim;Encrypt=true'],
  ['a connection string of libpq', 'host=db port=5432 user=app password=geheim dbname=users'],
  ['JAAS', 'org.apache.kafka.common.security.plain.PlainLoginModule required username="app" password="app-geheim";'],
  ['a .netrc', 'machine git.example.com login bot password geheim'],
  ['SQL', "CREATE USER app WITH PASSWORD 'geheim';"],
  ['SQL of MySQL', "CREATE USER 'app'@'%' IDENTIFIED BY 'geheim';"],
  ['curl', 'curl -sf -u admin:geheim http://localhost:9200/_cluster/health'],
  ['mysql', 'mysql -h db -u root -pgeheim < /init.sql'],
  ['a basic Authorization', `proxy_set_header Authorization "Basic ${base64('app:geheim')}";`],
  ['a bearer Authorization', `Authorization: Bearer ${random}`],
  ["Docker's config.json", JSON.stringify({ auths: { 'ghcr.io': { auth: base64('bot:geheim') } } })],
  ['StackExchange.Redis', 'redis:6379,password=geheim,ssl=True'],
  ['JSON in JSON', String.raw`{"a":"{\"password\":\"hunter2\"}"}`],
  ["npm's configuration", `//registry.example.com/:_auth=${base64('bot:geheim')}`],
])('%s holds a credential', (_, text) => {
  expect(labelsOf(text)).toHaveLength(1);
  expect(labelsOf(`# settings\nmode = fast\n\n${text}\nlevel = info\n`)).toHaveLength(1);
});

test.each<[string, string]>([
  ['DB_PASSWORD', 'hunter2'],
  ['DB_PASSWORD', 'Tr0ub4dor&3'],
  ['DB_PASSWORD', 'changeme'],
  ['DB_PASSWORD', '84729104'],
  ['dbPassword', 'geheim!2024'],
  ['spring.datasource.password', 'S3cr3tValue'],
  ['MYSQL_ROOT_PASSWORD', 'root'],
  ['PGPASSWORD', 'postgres'],
  ['ADMIN_PASSWD', 'x8#kP!2mQz'],
  ['SECRET_KEY_BASE', noise(HEX, 128)],
  ['JWT_SECRET', 'supersecret'],
  ['JWT_SECRET', noise(BASE64, 44)],
  ['clientSecret', noise(BASE64URL, 40)],
  ['API_TOKEN', noise(HEX, 40)],
  ['apiKey', noise(BASE62, 32)],
  ['X_API_KEY', '6f1ed002-ab55-4b2d-8f1e-0c8d1b7c9e21'],
  ['AWS_SECRET_ACCESS_KEY', noise(BASE64, 40)],
  ['DD_API_KEY', noise(HEX, 32)],
  ['TWILIO_AUTH_TOKEN', noise(HEX, 32)],
  ['ENCRYPTION_KEY', `base64:${noise(BASE64, 43)}=`],
  ['RABBITMQ_ERLANG_COOKIE', noise(BASE32, 20)],
  ['VAULT_SECRET_ID', '6f1ed002-ab55-4b2d-8f1e-0c8d1b7c9e21'],
  ['SESSION_SECRET', noise('abcdefghijklmnopqrstuvwxyz', 24)],
  ['LICENSE_KEY', 'ZX4T9-QW7RB-88KLM-P0O9I-UY6T5'],
])('%s: %s is a credential by its name, everywhere', (name, value) => {
  const env = [{ name, value }];

  expect(labelsOf(value, name)).toHaveLength(1);
  expect(placesIn({ kind: 'Pod', spec: { containers: [{ env }] } })).toMatchObject([
    { path: '/spec/containers/0/env/0/value' },
  ]);
  expect(placesIn({ metadata: { name: 'x', annotations: { [`example.com/${name}`]: value } } })).toHaveLength(1);
  expect(placesIn({ spec: { parameters: { [name]: value } } })).toHaveLength(1);
  for (const file of [
    `${name}=${value}`,
    `export ${name}="${value}"`,
    `${name}: ${value}`,
    `${name} = '${value}'`,
    `  "${name}": "${value}",`,
    `- name: ${name}\n  value: "${value}"`,
    `<${name}>${value}</${name}>`,
    `<add name="${name}" value="${value}"/>`,
    `run --${name}=${value}`,
    `${name}: |-\n    ${value}`,
    `${name} "${value}"`,
  ])
    expect([file, ...labelsOf(`a: 1\n${file}\nb: 2\n`)]).toHaveLength(2);
});

test.each<[string, readonly string[]]>([
  ['one argument', ['--db-password=geheim12']],
  ['two arguments', ['--db-password', 'geheim12']],
  ['a script', ['sh', '-c', 'export PGPASSWORD=geheim12 && psql -h db']],
])('%s holds a password', (_, args) => {
  expect(placesIn({ kind: 'Pod', spec: { initContainers: [{ args, command: args }] } })).toHaveLength(2);
});

const sha = createHash('sha256').update('x').digest('hex');
const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  createHash('sha512').update('p').digest(),
]);
const publicKey = createECDH('prime256v1').generateKeys('base64');

test.each<[string, string]>([
  ['DB_HOST', 'users.db.example.com'],
  ['DB_PASSWORD', '$(DB_PASSWORD)'],
  ['DB_PASSWORD', '${DB_PASSWORD}'],
  ['DB_PASSWORD', '{{ .Values.password }}'],
  ['DB_PASSWORD', '<password>'],
  ['DB_PASSWORD', 'xxxxxxxx'],
  ['DB_PASSWORD', '********'],
  ['DB_PASSWORD', ''],
  ['DB_PASSWORD', 'vault:secret/data/users#password'],
  ['DB_PASSWORD', 'ref+vault://secret/users#/password'],
  ['DB_PASSWORD', 'op://vault/users/password'],
  ['DB_PASSWORD', 'ENC[AES256_GCM,data:abcdefgh,iv:aGVsbG8gd29ybGQ=,tag:aGVsbG8gd29ybGQ=,type:str]'],
  ['DB_PASSWORD', '/run/secrets/db-password'],
  ['DB_PASSWORD', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:users-AbCdEf'],
  ['DB_PASSWORD_FILE', `/run/secrets/${noise(BASE62, 20)}`],
  ['passwordPolicy', 'length(12) and digits(2)'],
  ['PASSWORD_MIN_LENGTH', '12'],
  ['PASSWORD_HASH', noise(HEX, 64)],
  ['hash', `$2a$10$${noise(BASE62, 53)}`],
  ['SECRET_NAME', 'users-database-7f9c8d6b5'],
  ['secretName', `wildcard-tls-${noise(HEX, 8)}`],
  ['existingSecret', `users-${noise(HEX, 12)}`],
  ['imagePullSecret', 'regcred-2x8k7p1q'],
  ['secret', 'users-database-7f9c8d6b5f'],
  ['secretKey', 'API_KEY'],
  ['secretKey', 'database-password'],
  ['TOKEN_URL', 'https://login.example.com/oauth2/token'],
  ['tokenEndpoint', 'https://login.example.com/oauth2/v2.0/token'],
  ['token_endpoint_auth_method', 'client_secret_basic'],
  ['TOKEN_TTL', '3600s'],
  ['MAX_TOKENS', '4096'],
  ['AUTH', 'basic'],
  ['auth', 'oauth2-proxy'],
  ['API_KEY_HEADER', 'X-Api-Key'],
  ['PUBLIC_KEY', publicKey],
  ['jwtPublicKey', publicKey],
  ['CLIENT_ID', '6f1ed002-ab55-4b2d-8f1e-0c8d1b7c9e21'],
  ['TENANT_ID', '6f1ed002-ab55-4b2d-8f1e-0c8d1b7c9e21'],
  ['API_KEY', '00000000-0000-0000-0000-000000000000'],
  ['API_KEY', 'your-api-key-here'],
  ['GITHUB_TOKEN', `ghp_${'x'.repeat(36)}`],
  ['checksum/secret', sha],
  ['checksum/config', sha],
  ['commit', noise(HEX, 40)],
  ['image', `ghcr.io/acme/users-api:1.4.2@sha256:${sha}`],
  ['digest', `sha256:${sha}`],
  ['integrity', `sha512-${noise(BASE64, 86)}==`],
  ['etag', noise(HEX, 32)],
  ['logo.png', png.toString('base64')],
  ['icon', `data:image/png;base64,${png.toString('base64')}`],
  ['ca.crt', pem('CERTIFICATE')],
  ['ca-bundle', base64(pem('CERTIFICATE') + pem('CERTIFICATE', 'b'))],
  ['jwt.pub', pem('PUBLIC KEY')],
  ['authorized_keys', `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${noise(BASE64, 43)} bot@example.com`],
  ['recipient', `age1${noise('qpzry9x8gf2tvdw0s3jn54khce6mua7l', 58)}`],
  ['jwks.json', JSON.stringify({ keys: [createPublicKey(String(ecPair.publicKey)).export({ format: 'jwk' })] })],
  ['unsigned', jwt('none')],
  ['URL', 'https://git.example.com/acme/manifests.git'],
  ['URL', 'ssh://git@git.example.com:22/acme/manifests.git'],
  ['URL', 'http://[2001:db8::1]:8080/a@b'],
  ['URL', 'postgres://$(DB_USER):$(DB_PASSWORD)@db:5432/users'],
  ['URL', 'postgres://${DB_USER:-app}:${DB_PASSWORD}@db:5432/users'],
  ['URL', 'postgres://{{ .user }}:{{ .password }}@db/users'],
  ['URL', 'postgres://app:<password>@db/users'],
  ['URL', 'postgres://USER:PASSWORD@HOST:5432/DB'],
  ['URL', 'redis://:****@redis:6379'],
  ['URL', 'postgres://%s:%s@%s/%s'],
  ['URL', 'https://time.example.com/12:30@noon'],
  ['DSN', 'host=db user=app password=$DB_PASSWORD dbname=users'],
  ['DSN', 'Server=db;User Id=sa;Password={password};'],
  ['SENTRY_DSN', `https://${noise(HEX, 32)}@o447951.ingest.sentry.io/5429219`],
  ['script', 'if ! grep -q "BEGIN PRIVATE KEY" "$file"; then exit 1; fi'],
  ['script', 'export PGPASSWORD="$(cat /run/secrets/password)"; psql'],
  [
    'script',
    'TOKEN=$(curl -sf -H "X-Vault-Token: $VAULT_TOKEN" "$VAULT_ADDR/v1/auth/token/lookup-self" | jq -r .data.id)',
  ],
  ['script', 'curl -u "$USER:$PASSWORD" https://example.com'],
  ['lua', 'local token = ngx.var.http_x_auth_token if token == nil then return end'],
  ['prose', 'The password is in the vault. Ask the secret keeper for a token: the key opens it.'],
  ['i18n.json', '{"password": "Passwort", "forgotPassword": "Passwort vergessen?", "token": "Code"}'],
  ['comment.env', '# DATABASE_URL=postgres://user:password@localhost/db\n# PASSWORD=changeme\nA=1'],
  ['volumeHandle', `vol-0${noise(HEX, 16)}`],
  ['serial', noise(DIGITS, 20)],
  ['uuid', '6f1ed002-ab55-4b2d-8f1e-0c8d1b7c9e21'],
])('%s: %s is no credential', (name, value) => {
  expect(placesIn({ data: { [name]: value } })).toEqual([]);
  expect(placesIn({ data: { 'file.yaml': `a: 1\n${name}: ${value}\nb: 2\n` } })).toEqual([]);
  expect(placesIn({ spec: { env: [{ name, value }] } })).toEqual([]);
});

test('sealed values, certificates of webhooks and the values of Secrets are not searched', () => {
  const password = noise(BASE62, 32);

  expect(placesIn({ kind: 'SealedSecret', spec: { encryptedData: { password } } })).toEqual([]);
  expect(placesIn({ kind: 'Secret', data: { password }, stringData: { password } })).toEqual([]);
  expect(placesIn({ kind: 'X', webhooks: [{ clientConfig: { caBundle: base64(pem('PRIVATE KEY')) } }] })).toEqual([]);
  expect(placesIn({ kind: 'Secret', metadata: { annotations: { password } } })).toHaveLength(1);
});

test('each place is told of once, with its line', () => {
  const file = ['a: 1', `password: ${random}`, `token: ghp_${noise(BASE62, 36)}`, pem('PRIVATE KEY')].join('\n');

  expect(placesIn({ data: { 'a/b.yaml': file } }).map(({ path, line, label }) => [path, line, label])).toEqual([
    ['/data/a~1b.yaml', 2, 'a password'],
    ['/data/a~1b.yaml', 3, 'a GitHub token'],
    ['/data/a~1b.yaml', 4, 'a private key'],
  ]);
});
