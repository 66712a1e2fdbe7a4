/** Of the line that says how much is missing, with what it takes to stand in a table or a list. */
const MORE_ROOM = 80;
/** Of a list that is cut, so that it says more than that. */
const LEAST_SHARE = 500;
const END = 'There is more: see the files of this pull request.';

/** A paragraph, a table or a list: what it begins with, and rows or items of which some may be missing. */
interface Block {
  readonly head: string;
  readonly items: readonly string[];
  readonly between: string;
  /** Before the line that says how many are missing. */
  readonly lead: string;
}

/**
 * A text of ours in Markdown with as many whole rows and items of its tables and lists as there is room for. Each of these says how many it
 * lacks, and short ones stay whole: what a long one may take is shared among the long ones.
 *
 * @param room in characters
 * @returns without the last blocks where there is no room for all of them; nothing without any room
 */
export function cutMarkdown(text: string, room: number): string {
  if (text.length <= room) return text;
  const blocks = text.split('\n\n').map(readBlock);
  const whole = tryCut(blocks, room);
  if (whole !== undefined) return whole;
  for (let count = blocks.length - 1; count > 0; count--) {
    const cut = tryCut(blocks.slice(0, count), room - END.length - 2);
    if (cut !== undefined) return `${cut}\n\n${END}`;
  }
  return END.length <= room ? END : '';
}

function tryCut(blocks: readonly Block[], room: number): string | undefined {
  const heads = blocks.reduce((sum, { head }) => sum + head.length + 3, 0);
  const sizes = blocks.map(sizeOf);
  if (heads > room) return undefined;
  const share = shareOf(sizes, room - heads);
  if (share < LEAST_SHARE && sizes.some((size) => size > share)) return undefined;
  return blocks.map((block) => cutBlock(block, share)).join('\n\n');
}

function readBlock(text: string): Block {
  if (text.startsWith('> ')) return { head: '', items: text.split('\n>\n'), between: '\n>\n', lead: '\n>\n> ' };
  const lines = text.split('\n');
  if (text.startsWith('| ')) return listOf(lines, 2, '\n\n');
  const first = lines.findIndex((line) => line.startsWith('- ') || line.startsWith('    '));
  if (first < 0) return { head: text, items: [], between: '\n', lead: '\n' };
  return listOf(lines, first, lines[first]?.startsWith('- ') === true ? '\n- ' : '\n    ');
}

function listOf(lines: readonly string[], first: number, lead: string): Block {
  return { head: lines.slice(0, first).join('\n'), items: lines.slice(first), between: '\n', lead };
}

function sizeOf({ items, between }: Block): number {
  return items.reduce((sum, item) => sum + item.length + between.length, 0);
}

/** What each may take at most, so that all of them together take no more than there is. */
function shareOf(sizes: readonly number[], room: number): number {
  let left = room;
  const ordered = sizes.toSorted((one, other) => one - other);
  for (const [index, size] of ordered.entries()) {
    const share = left / (ordered.length - index);
    if (size > share) return Math.max(0, share);
    left -= size;
  }
  return left;
}

function cutBlock(block: Block, share: number): string {
  const { head, items, between, lead } = block;
  if (sizeOf(block) <= share) return linesOf(head, items.join(between));
  let left = share - MORE_ROOM;
  const count = items.findIndex((item) => (left -= item.length + between.length) < 0);
  const shown = items.slice(0, count);
  const text = linesOf(head, shown.join(between));
  const more = `and ${items.length - shown.length} more: see the files of this pull request`;
  return text === '' ? `${lead.trimStart()}${more}` : `${text}${lead}${more}`;
}

function linesOf(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}
