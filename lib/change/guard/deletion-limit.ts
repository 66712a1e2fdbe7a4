import type { MaxDeletes } from '../../config/define-config.ts';

const DEFAULT_PART = 20;
const DEFAULT_LEAST = 10;

/**
 * @param total the environment's objects at the base
 * @param setting of the config. @default a fifth, and 10 at least
 */
export function deletionLimit(total: number, setting: MaxDeletes | undefined): number {
  if (typeof setting === 'number') return setting;
  if (setting !== undefined) return partOf(total, Number(setting.slice(0, -1)));
  return Math.max(DEFAULT_LEAST, partOf(total, DEFAULT_PART));
}

function partOf(total: number, percent: number): number {
  return Math.floor((total * percent) / 100);
}
