import { expect, test } from 'vitest';
import { refuseName } from '../../../lib/change/preview/refuse-name.ts';

const RULE = "Use lower-case letters, digits and '-', with a letter or digit at both ends";

test.each([
  ['Feature/X_1', `${RULE}, such as feature-x-1.`],
  ['../x', `${RULE}, such as x.`],
  ['pr-', `${RULE}, such as pr.`],
  ['', `${RULE}.`],
])("'%s' is refused with what could be one", (name, advice) => {
  expect(() => refuseName('preview open', name)).toThrow(
    `preview open: '${name}' cannot be the name of a preview. ${advice}`,
  );
});

test('a name that can be one is not', () => {
  expect(() => refuseName('preview open', 'pr-412')).not.toThrow();
});
