import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { pinsFile, renderPins, type Pin } from '../../../../lib/change/pins.ts';
import { viewOfWorkTree, type BaseView } from '../../../../lib/cli/change/base-view.ts';
import { isPromoted } from '../../../../lib/cli/commands/promote/plan-promotion.ts';
import { temporaryFolder } from '../../../git/make-remote.ts';

const UNIT = { from: 'staging', applications: ['users'], isAll: false };
const image = 'ghcr.io/acme/users-api';
const digest = `sha256:${'a'.repeat(64)}`;

function viewOf(pins: Readonly<Record<string, Pin>>): BaseView {
  const root = temporaryFolder();
  for (const [environment, api] of Object.entries(pins)) {
    const file = path.join(root, pinsFile(environment, 'users'));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, renderPins({ api }));
  }
  return viewOfWorkTree(root, {});
}

test('a tag that upstream has without a digest is not there where the target has it with one', async () => {
  const view = viewOf({ staging: { image, tag: '1' }, production: { image, tag: '1', digest } });

  expect(await isPromoted(view, 'production', UNIT)).toBe(false);
});

test('the same digest is there, whatever its tag', async () => {
  const view = viewOf({ staging: { image, tag: '1', digest }, production: { image, tag: '2', digest } });

  expect(await isPromoted(view, 'production', UNIT)).toBe(true);
});
