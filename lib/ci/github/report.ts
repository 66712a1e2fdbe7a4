import { writtenBy } from '../headers.ts';
import { comments, indented } from '../lines.ts';

/** GitHub takes 65,536 characters in a comment. */
const LONGEST = 60_000;

const SCRIPT: readonly string[] = [
  '# GitHub says which pull request it is, not the artifact: whoever made that could name another.',
  'number=$(gh api --method GET "repos/$REPOSITORY/pulls" -f state=open -f head="$OWNER:$BRANCH" \\',
  `  --jq '.[] | [.head.sha, .number] | @tsv' | awk -v sha="$COMMIT" '$1 == sha { print $2; exit }')`,
  'artifact=$(gh api "repos/$REPOSITORY/actions/runs/$RUN/artifacts" \\',
  `  --jq '[.artifacts[] | select(.name == "kumiki-report")][0].id // empty')`,
  'if [ -z "$number" ] || [ -z "$artifact" ]; then exit 0; fi',
  'gh api "repos/$REPOSITORY/actions/artifacts/$artifact/zip" > report.zip',
  '{',
  `  echo '<!-- kumiki report -->'`,
  '  echo "kumiki on $COMMIT:"',
  '  echo',
  '  # Indented it is code to Markdown, whatever it says. Unpacked to a pipe it can write no file.',
  `  unzip -p report.zip kumiki-report.txt | tr -d '\\r' | sed 's/^/    /' | head -c ${LONGEST}`,
  '} > comment.md',
  'mine=$(gh api --paginate "repos/$REPOSITORY/issues/$number/comments" \\',
  `  --jq '.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("<!-- kumiki report -->"))) | .id' \\`,
  '  | head -n 1)',
  'if [ -n "$mine" ]; then',
  '  gh api --silent --method PATCH "repos/$REPOSITORY/issues/comments/$mine" -F body=@comment.md',
  'else',
  '  gh api --silent --method POST "repos/$REPOSITORY/issues/$number/comments" -F body=@comment.md',
  'fi',
];

/**
 * Shows what the check found, also on pull requests of forks. It may write a comment, so it takes no code of the pull request, only text:
 * https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/
 */
export function reportWorkflow(): string {
  return `${comments('#', [
    ...writtenBy('github'),
    'It may write, so it neither checks out nor runs anything of the pull request: it posts text that "kumiki check" left.',
  ])}
name: kumiki report
on:
  workflow_run:
    workflows: [kumiki check]
    types: [completed]
permissions: {}
jobs:
  comment:
    if: \${{ github.event.workflow_run.event == 'pull_request' }}
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      actions: read
      pull-requests: write
    env:
      GH_TOKEN: \${{ github.token }}
      REPOSITORY: \${{ github.repository }}
      RUN: \${{ github.event.workflow_run.id }}
      COMMIT: \${{ github.event.workflow_run.head_sha }}
      # Names that strangers choose: variables of a shell, never part of its text.
      OWNER: \${{ github.event.workflow_run.head_repository.owner.login }}
      BRANCH: \${{ github.event.workflow_run.head_branch }}
    steps:
      - run: |
${indented(SCRIPT, 10)}
`;
}
