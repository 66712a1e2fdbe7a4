import {
  BUILD_SCRIPT,
  bumpScript,
  defaultImage,
  LEAVE_SOURCES,
  READ_DIGEST,
  YOURS_NOTE,
} from '../application-scripts.ts';
import { TOKEN_NOTE, writtenBy } from '../headers.ts';
import { comments, indented } from '../lines.ts';
import type { ApplicationOptions } from '../recipe.ts';
import { WOODPECKER_SECRET_NOTE } from './secret-note.ts';

/** Steps share their files, so the one with the token takes a digest from there, and leaves. */
export function woodpeckerBump(options: ApplicationOptions): string {
  return `${comments('#', [
    ...writtenBy('woodpecker', ' --for app'),
    ...YOURS_NOTE,
    '',
    ...TOKEN_NOTE,
    ...WOODPECKER_SECRET_NOTE,
    'No previews: the secret would have to be there for pull requests, and those of forks would get it too.',
    'The build below needs a trusted repository, for the volume.',
  ])}
when:
  - event: push
    branch: main
steps:
  - name: build
    image: docker:28
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock
    environment:
      IMAGE: ${defaultImage(options)}
    commands:
      - COMMIT=$CI_COMMIT_SHA
      - |
${indented(BUILD_SCRIPT, 8)}
  - name: bump
    image: node:20
    environment:
      IMAGE: ${defaultImage(options)}
      KUMIKI_TOKEN:
        from_secret: kumiki_token
    commands:
      - SOURCE=$CI_REPO_URL COMMIT=$CI_COMMIT_SHA BUILD=$CI_PIPELINE_NUMBER
      - ${READ_DIGEST}
      - ${LEAVE_SOURCES}
      - |
${indented(bumpScript(options), 8)}
`;
}
