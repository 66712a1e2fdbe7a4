import type { Pin, PinSource } from '../../lib/change/pins.ts';

/** A pin of `ghcr.io/acme/users-api` whose digest is made of one digit. */
export function aPin(digit: string, source?: PinSource): Pin {
  return {
    image: 'ghcr.io/acme/users-api',
    digest: `sha256:${digit.repeat(64)}`,
    ...(source === undefined ? {} : { source }),
  };
}
