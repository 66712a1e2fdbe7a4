import { expect } from 'vitest';
import { isRendered } from './rendered.ts';

// Objects in the order of their identity: a snapshot shows what is applied, not how the code that makes it is arranged.
expect.addSnapshotSerializer({
  test: isRendered,
  serialize: (value) => (isRendered(value) ? value.yaml : ''),
});
