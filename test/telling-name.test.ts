import { expect, test } from 'vitest';
import { whatNameTells } from '../lib/telling-name.ts';

const PASSWORDS = [
  'password DB_PASSWORD dbPassword DBPassword spring.datasource.password PGPASSWORD MYSQL_PWD admin-passwd',
  'PASSWORD_PROD userPassword2 passphrase requirepass JWT_SECRET clientSecret',
];
const TOKENS = [
  'token API_TOKEN apiToken apikey X-Api-Key AWS_SECRET_ACCESS_KEY secretAccessKey SECRET_KEY_BASE privateKey',
  'credentials example.com/api-token SECRET_ID auth Authorization GITHUB_PAT',
];
const NOTHING = [
  'SECRET_NAME secretName TOKEN_URL tokenEndpoint PASSWORD_FILE passwordPolicy PASSWORD_MIN_LENGTH PASSWORD_HASH',
  'checksum/secret existingSecret imagePullSecret publicKey key author AUTHOR MAX_TOKENS_PER_MINUTE nextToken',
  'proxy_pass PWD compass keyboard monkey primaryKey topologyKey',
];

test.each(wordsOf(PASSWORDS))('%s tells of a password', (name) => {
  expect(whatNameTells(name)).toBe('password');
});

test.each(wordsOf(TOKENS))('%s tells of a token', (name) => {
  expect(whatNameTells(name)).toBe('token');
});

test.each(wordsOf(NOTHING))('%s tells of nothing', (name) => {
  expect(whatNameTells(name)).toBeUndefined();
});

function wordsOf(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(' '));
}
