import { expect, test } from 'vitest';
import { addressOf } from '../../lib/registry/registry-address.ts';

test.each([
  ['nginx', 'https://registry-1.docker.io', 'library/nginx', 'https://index.docker.io/v1/'],
  ['acme/users', 'https://registry-1.docker.io', 'acme/users', 'https://index.docker.io/v1/'],
  ['docker.io/nginx', 'https://registry-1.docker.io', 'library/nginx', 'https://index.docker.io/v1/'],
  ['index.docker.io/acme/users', 'https://registry-1.docker.io', 'acme/users', 'https://index.docker.io/v1/'],
  ['ghcr.io/acme/users/api', 'https://ghcr.io', 'acme/users/api', 'ghcr.io'],
  ['registry:5000/users', 'https://registry:5000', 'users', 'registry:5000'],
  ['127.0.0.1:5000/users', 'http://127.0.0.1:5000', 'users', '127.0.0.1:5000'],
  ['localhost/users', 'http://localhost', 'users', 'localhost'],
  ['[::1]:5000/users', 'http://[::1]:5000', 'users', '[::1]:5000'],
  ['127.0.0.1.example.com/users', 'https://127.0.0.1.example.com', 'users', '127.0.0.1.example.com'],
])('%s is at %s, as %s', (repository, origin, path, key) => {
  expect(addressOf(repository)).toMatchObject({ origin, path, key });
});
