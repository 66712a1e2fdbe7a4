import type { Waiver } from '../../constructs/waive.ts';
import type { Finding } from '../../errors.ts';
import type { RenderedEnvironment } from '../../manifest/rendered-environment.ts';
import type { EnvironmentRule } from '../rule.ts';
import { credential } from './credential.ts';

/** A waiver that lifts nothing: what it was for is gone, and the next credential there would pass unseen. */
export const waiverWithoutEffect: EnvironmentRule = ({ name, waivers, walked }, schema) => {
  const used = new Set(waivers.filter((waiver) => liftsAny(waiver, walked, schema)));
  return waivers.filter((waiver) => !used.has(waiver)).map((waiver) => findingOf(name, waiver));
};

function liftsAny(
  waiver: Waiver,
  walked: RenderedEnvironment['walked'],
  schema: Parameters<typeof credential>[1],
): boolean {
  let lifted = false;
  for (const { object, origin } of walked) {
    if (origin.waiver?.(waiver.rule) !== waiver) continue;
    credential(object, schema, () => {
      lifted = true;
    });
  }
  return lifted;
}

function findingOf(environment: string, { rule, construct, application, source }: Waiver): Finding {
  return {
    rule: 'practice/waiver-without-effect',
    severity: 'error',
    message: `${construct}: waives ${rule}, which finds nothing there. Remove the waiver.`,
    environment,
    application,
    construct,
    source: source(),
  };
}
