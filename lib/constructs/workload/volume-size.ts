import { UserError } from '../../errors.ts';
import { tryCanonicalQuantity } from '../../manifest/quantity.ts';
import { showValue } from '../../manifest/show-value.ts';

/** The canonical form of a size; throws where it is none, or negative. */
export function sizeOf(maker: string, size: string): string {
  const canonical = tryCanonicalQuantity(size);
  if (canonical !== undefined && !canonical.startsWith('-')) return canonical;
  throw new UserError(`${maker}(): size is ${showValue(size)}. Use a quantity, such as '1Gi'.`);
}
