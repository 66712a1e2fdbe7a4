import { expect, test } from 'vitest';
import { renderSummary } from '../../lib/change/change-summary.ts';
import { fitTitle, hashImages, readMarker, renderText } from '../../lib/change/pull-request-text.ts';
import type { PullRequest } from '../../lib/forge/forge.ts';
import { hasImages, markPins, speaksOf } from '../../lib/cli/change/marked-images.ts';

/** GitHub: "body is too long (maximum is 65536 characters)". */
const MOST = 65_536;
const pinOf = (app: number, digit: string) => ({
  api: { image: `registry.example.com/acme/application-${app}`, tag: '1.2.3', digest: `sha256:${digit.repeat(64)}` },
});

function promotionOf(count: number) {
  const steps = Array.from({ length: count }, (_, app) => ({
    environment: 'production',
    application: `application-${app}`,
    present: pinOf(app, 'a'),
    pins: pinOf(app, 'b'),
  }));
  const { summary } = renderSummary({
    kind: 'promote',
    steps,
    restarts: steps.map(({ application }) => `Deployment ${application}/${application}-api`),
    findings: [],
    remarks: [],
    notes: [],
  });
  const images = Object.assign({}, ...steps.map((step) => markPins('production', step.application, step.pins)));
  return { summary, marker: { kind: 'promote', images } };
}

test.each([100, 200, 2000])('a promotion of %i applications fits into what a host takes', (count) => {
  const { summary, marker } = promotionOf(count);

  const text = renderText(summary, marker);

  expect(text.length).toBeLessThan(MOST);
  expect(text).toContain('| `production` | `application-0/api` |');
  expect(text).toMatch(/\n\nand \d+ more: see the files of this pull request\n/);
  expect(text).toContain('Replaces the Pods of:\n- `Deployment application-0/application-0-api`\n');
  expect(text).toMatch(/Roll back with `git revert` .*\n<!-- kumiki:end -->$/);
  expect(renderText(summary, marker, text)).toBe(text);
});

test('what people wrote has its room too', () => {
  const { summary, marker } = promotionOf(200);
  const words = 'Please wait.\n'.repeat(3000);

  const text = renderText(summary, marker, `${words}${renderText(summary, marker)}`);

  expect(text.startsWith(`${words}<!-- kumiki:begin -->`)).toBe(true);
  expect(text.length).toBeLessThanOrEqual(MOST);
});

test('a marker without room for all images tells them from others all the same', () => {
  const { summary, marker } = promotionOf(200);
  const { images } = marker;
  const text = renderText(summary, marker);
  const pull = { text } as PullRequest;
  const other = { ...images, 'production/application-7/api': 'registry.example.com/acme/other:1' };

  expect(readMarker(text)).toEqual({ kind: 'promote', hash: hashImages(images) });
  expect([speaksOf(pull, images), speaksOf(pull, other)]).toEqual([true, false]);
  expect([hasImages(pull, {}, images), hasImages(pull, {}, other)]).toEqual([true, false]);
});

test('a title is cut where a host would refuse it, and else is as it was', () => {
  const names = Array.from({ length: 100 }, (_, index) => `production-${index}`);
  const title = `Render main again: ${names.join(', ')}`;

  expect(fitTitle(title.slice(0, 255))).toBe(title.slice(0, 255));
  const cut = fitTitle(title);
  expect(cut.length).toBeLessThanOrEqual(255);
  expect(cut).toMatch(/^Render main again: production-0, .*…$/);
});
