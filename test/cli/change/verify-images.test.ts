import { expect, test } from 'vitest';
import { checkImages, resolveImages } from '../../../lib/cli/change/verify-images.ts';
import { recordedClock } from '../../http/recorded-clock.ts';
import { startFakeRegistry } from '../../registry/fake-registry.ts';

const env = { KUMIKI_REGISTRY_USERNAME: 'robot', KUMIKI_REGISTRY_PASSWORD: 'secret-of-robot', HOME: '/nowhere' };

test('variables that name no registry are sent to none where the images are at two', async () => {
  const [ours, other] = [await startFakeRegistry({ asks: 'basic' }), await startFakeRegistry({ asks: 'basic' })];
  const digest = ours.push('acme/api', '1', '{}');
  const pins = {
    api: { image: `${ours.host}/acme/api`, tag: '1', digest },
    web: { image: `${other.host}/acme/web`, tag: '1', digest: other.push('acme/web', '1', '{}') },
  };
  const tags = { api: { ...pins.api, digest: undefined }, web: pins.web };
  const options = { env, clock: recordedClock() };

  const words =
    /^KUMIKI_REGISTRY: is not set, and there are images at 127\.0\.0\.1:\d+ and 127\.0\.0\.1:\d+\. Name there/;
  await expect(checkImages(pins, options)).rejects.toThrow(words);
  await expect(resolveImages(tags, options)).rejects.toThrow(words);
  const named = { ...options, env: { ...env, KUMIKI_REGISTRY: ours.host } };
  expect(await resolveImages(tags, named)).toEqual(pins);
  expect(await checkImages({ api: pins.api }, options)).toEqual([]);
  expect(await checkImages(pins, named)).toEqual([
    `${pins.web.image}:1@${pins.web.digest}: its registry could not be asked whether it has this digest.`,
  ]);
});
