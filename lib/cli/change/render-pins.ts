import { pinsFile, renderPins, type Pins } from '../../change/pins.ts';
import type { RenderAnswer } from '../../change/render-answer.ts';
import { refuseUnknownPins } from '../../change/unknown-pins.ts';
import type { Finding } from '../../errors.ts';
import { renderDataChange, type RenderedChange } from './render-data.ts';
import type { RepositoryKumiki } from './repository-kumiki.ts';
import type { ChangeSession } from './session.ts';

/** Other pins for applications of one environment. */
export interface PinsChange {
  readonly environment: string;
  readonly applications: ReadonlyMap<string, ApplicationPins>;
}

export interface ApplicationPins {
  /** The whole file. */
  readonly pins: Pins;
  /** Those that change. */
  readonly names: readonly string[];
}

/**
 * Renders one environment of a commit with other pins.
 *
 * @throws a UserError with what is wrong in it; a Refusal where the pins would change anything but their own applications
 */
export function renderPinsChange(
  session: ChangeSession,
  kumiki: RepositoryKumiki,
  base: string,
  change: PinsChange,
): Promise<RenderedChange> {
  const { environment, applications } = change;
  const names = [...applications.keys()];
  return renderDataChange(session, kumiki, base, {
    environment,
    files: new Map([...applications].map(([name, { pins }]) => [pinsFile(environment, name), renderPins(pins)])),
    own: names.map((name) => `dist/${environment}/${name}/`),
    what: `the new pins of ${names.join(', ')}`,
    judge: (answer, mistakes) => refuseUnknown(change, answer, mistakes),
  });
}

function refuseUnknown(
  { environment, applications }: PinsChange,
  answer: RenderAnswer,
  mistakes: readonly Finding[],
): void {
  for (const [application, { names }] of applications) {
    // What cannot be built asks for nothing.
    if (answer.applications[application] === undefined && mistakes.length > 0) return;
    refuseUnknownPins(environment, application, names, answer.applications);
  }
}
