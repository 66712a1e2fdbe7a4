import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMarker, renderText, type Marker } from '../../lib/change/pull-request-text.ts';

const marker: Marker = {
  kind: 'bump',
  images: { 'production/users/api': 'ghcr.io/acme/users-api:1.5.0' },
};

test('a text says for machines what it proposes', () => {
  expect(readMarker(renderText('from → to', marker))).toEqual(marker);
});

test('what people wrote around our part stays when that is made new', () => {
  const edited = `Please wait for Ada.\n\n${renderText('old', marker)}\n\nThank you!`;

  const text = renderText('new', marker, edited);

  expect(text).toMatch(/^Please wait for Ada\.\n\n<!-- kumiki:begin -->[\s\S]*new\n<!-- kumiki:end -->\n\nThank you!$/);
  expect(text).not.toContain('old');
});

test('a text without our part gets it on top', () => {
  expect(renderText('new', marker, 'Mine.')).toMatch(/<!-- kumiki:end -->\n\nMine\.$/);
});

test('a text of somebody else says nothing', () => {
  expect(readMarker('<!-- kumiki {"kind":"bump"} -->')).toBeUndefined();
  expect(readMarker('<!-- kumiki {no json} -->')).toBeUndefined();
});

test('any image survives, also one that would end a comment', () => {
  fc.assert(
    fc.property(fc.string(), (image) => {
      const text = renderText('s', { ...marker, images: { api: image } });

      expect(readMarker(text)?.images).toEqual({ api: image });
      expect(text.match(/-->/g)).toHaveLength(3);
    }),
  );
});
