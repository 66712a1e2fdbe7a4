import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { Application } from '../../lib/constructs/application.ts';
import { Config } from '../../lib/constructs/config.ts';
import { sourceFrameOf } from '../../lib/constructs/source-line.ts';
import { Worker } from '../../lib/constructs/worker.ts';
import { renderFindings } from '../render-findings.ts';

class Mailer extends Worker {
  constructor(scope: Construct, id: string) {
    super(scope, id, { image: 'a:1' });
  }
}

test('remembers where the outermost constructor was called, one frame, and leaves the limit of traces alone', () => {
  const frames: (string | undefined)[] = [];
  const limit = Error.stackTraceLimit;

  renderFindings(function build(environment) {
    const app = new Application(environment, 'a');
    const own = new Mailer(app, 'x');
    const foreign = new Construct(new Config(app, 'y', { A: 'a' }), 'z');
    frames.push(sourceFrameOf(own), sourceFrameOf(foreign), sourceFrameOf(environment));
  });

  expect(Error.stackTraceLimit).toBe(limit);
  expect(frames[0]?.match(/\n/g)).toHaveLength(1);
  expect(frames[0]).toContain('source-line.test.ts');
  expect(frames[0]).not.toContain('new Mailer');
  // A construct that remembers nothing has the line of the nearest above it.
  expect(frames[1]).toContain('source-line.test.ts');
  expect(frames[2]).toBeUndefined();
});
