/** A commit as messages name it: `abc12345`. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 8);
}

/** Behind what lies in a commit's tree, so that nobody looks into today's file: ` of commit abc12345`. */
export function ofCommit(commit: string): string {
  return ` of commit ${shortCommit(commit)}`;
}
