/**
 * What a branch is told that cannot be made new. Advice to add a flag is of another command, and left out.
 *
 * @param why one sentence or more; the last may lack its stop, where it ends in a command
 */
export function cannotBeMadeNew(branch: string, why: string): string {
  const bare = why.replaceAll(/ ?\bAdd --[^.]*\./g, '').trim();
  return `${branch}: cannot be made new: ${/[.!?…]$/.test(bare) ? bare : `${bare}.`} Close it, or merge it by hand.`;
}
