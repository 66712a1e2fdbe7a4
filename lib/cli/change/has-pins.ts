import { isSameImage, type Pins } from '../../change/pins.ts';

/** Whether pins are there with the same images; others may be as well. */
export function hasPins(there: Pins, wanted: Pins): boolean {
  return Object.entries(wanted).every(([name, pin]) => there[name] !== undefined && isSameImage(there[name], pin));
}
