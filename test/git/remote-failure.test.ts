import { expect, test } from 'vitest';
import { remoteFailureOf } from '../../lib/git/remote-failure.ts';

test.each([
  [' ! [rejected]        HEAD -> kumiki/bump/a/b (non-fast-forward)', 'race'],
  [' ! [rejected]        HEAD -> main (fetch first)', 'race'],
  [' ! [rejected]        abc -> kumiki/bump/a/b (stale info)', 'race'],
  [" ! [remote rejected] abc -> x (cannot lock ref 'refs/heads/x': is at 1a2b but expected 3c4d)", 'race'],
  [' ! [remote rejected] abc -> x (incorrect old value provided)', 'race'],
  [' ! [remote rejected] abc -> x (reference already exists)', 'race'],
  [' ! [remote rejected] abc -> x (failed to update ref)', 'race'],
  ['remote: error: GH006: Protected branch update failed for refs/heads/main.', 'protected'],
  [' ! [remote rejected] HEAD -> main (protected branch hook declined)', 'protected'],
  [' ! [remote rejected] HEAD -> main (pre-receive hook declined)', 'protected'],
  ["fatal: Authentication failed for 'https://git.example.com/acme/manifests.git/'", 'unauthorized'],
  ["fatal: could not read Username for 'https://git.example.com': terminal prompts disabled", 'unauthorized'],
  ["fatal: unable to access 'https://x/': The requested URL returned error: 403", 'unauthorized'],
  ["fatal: unable to access 'https://x/': The requested URL returned error: 429", 'transient'],
  ["fatal: unable to access 'https://x/': The requested URL returned error: 502", 'transient'],
  ['error: RPC failed; curl 56 Recv failure: Connection reset by peer', 'transient'],
  ['fatal: the remote end hung up unexpectedly', 'transient'],
  ['fetch-pack: unexpected disconnect while reading sideband packet\nfatal: early EOF', 'transient'],
  ["fatal: unable to access 'https://x/': Could not resolve host: x", 'transient'],
  ["remote: Repository not found.\nfatal: repository 'https://x/' not found", 'missing'],
  ["fatal: '/nowhere.git' does not appear to be a git repository", 'missing'],
  ['fatal: something new', 'other'],
  ['fatal: the receiving end does not support --signed push\nfatal: the remote end hung up unexpectedly', 'other'],
  ['fatal: mismatched algorithms: client sha1; server sha256\nfatal: the remote end hung up unexpectedly', 'other'],
])('%s', (words, failure) => {
  expect(remoteFailureOf(words)).toBe(failure);
});
