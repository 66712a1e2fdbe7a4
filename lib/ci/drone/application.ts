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
import { DRONE_SECRET_NOTE } from './secret-note.ts';

/** Steps share their files, so the one with the token takes a digest from there, and leaves. */
export function droneApplication(options: ApplicationOptions): string {
  return `${comments('#', [
    ...writtenBy('drone', ' --for app'),
    ...YOURS_NOTE,
    '',
    ...TOKEN_NOTE,
    ...DRONE_SECRET_NOTE,
    'The build below needs a trusted repository, for the volume.',
    'No previews: the token would have to be allowed for pull requests, and those of forks would get it too.',
  ])}
kind: pipeline
type: docker
name: bump
concurrency:
  limit: 1
trigger:
  event: [push]
  branch: [main]
environment:
  IMAGE: ${defaultImage(options)}
volumes:
  - name: docker
    host:
      path: /var/run/docker.sock
steps:
  - name: build
    image: docker:28
    volumes:
      - name: docker
        path: /var/run/docker.sock
    commands:
      - COMMIT=$DRONE_COMMIT_SHA
      - |
${indented(BUILD_SCRIPT, 8)}
  - name: bump
    image: node:20
    environment:
      KUMIKI_TOKEN:
        from_secret: kumiki_token
    commands:
      - SOURCE=$DRONE_REPO_LINK COMMIT=$DRONE_COMMIT_SHA BUILD=$DRONE_BUILD_NUMBER
      - ${READ_DIGEST}
      - ${LEAVE_SOURCES}
      - |
${indented(bumpScript(options), 8)}
`;
}
