import { STATUS_KINDS } from '../../../change/status/workloads.ts';
import type { Fields } from '../../../fields.ts';
import { HEADER } from '../../../write/header.ts';
import { tryReadEmitted } from '../../../write/read-emitted.ts';
import { objectsIn } from '../../committed-delivery.ts';

/** Between two documents that kumiki wrote. */
const SEPARATOR = /\n(?:#?\n)---\n/;
const KIND = /^kind: "?([A-Za-z]+)"?$/m;

/** The objects of a rendered file that say something about what runs. */
export function readWorkloadObjects(text: string, file: string): readonly Fields[] {
  const isOurs = text.startsWith(`${HEADER}\n`);
  if (!isOurs) return objectsIn(text, file);
  const documents = text.slice(HEADER.length + 1).split(SEPARATOR);
  return documents.flatMap((document) => {
    const kind = KIND.exec(document)?.[1] ?? '';
    if (!Object.hasOwn(STATUS_KINDS, kind)) return [];
    const whole = document.endsWith('\n') ? document : `${document}\n`;
    return tryReadEmitted(whole) ?? objectsIn(whole, file);
  });
}
