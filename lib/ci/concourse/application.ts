import { bumpScript, defaultImage, LEAVE_SOURCES, YOURS_NOTE } from '../application-scripts.ts';
import { TOKEN_NOTE, writtenBy } from '../headers.ts';
import { comments } from '../lines.ts';
import type { ApplicationOptions } from '../recipe.ts';
import { task } from './task.ts';

/** The registry-image resource leaves the digest of what it pushed: https://github.com/concourse/registry-image-resource */
export function concourseApplication(options: ApplicationOptions): string {
  const image = defaultImage(options);
  return `${comments('#', [
    ...writtenBy('concourse', ' --for app'),
    'fly set-pipeline -p kumiki -c ci/kumiki.yaml, by hand or from the branch main, never from a pull request.',
    ...YOURS_NOTE,
    '',
    ...TOKEN_NOTE,
    'Keep it in the credential manager as "kumiki-token".',
    'No previews: nothing runs here when a pull request is closed.',
  ])}
resources:
  - name: source
    type: git
    icon: git
    source: {uri: ((source)), branch: main}
  - name: image
    type: registry-image
    source:
      repository: ${image}
      username: ((registry_user))
      password: ((registry-token))

jobs:
  - name: build
    serial: true
    plan:
      - get: source
        trigger: true
      # Your own build. What has to come out is image/image.tar.
      - task: build
        privileged: true
        config:
          platform: linux
          image_resource:
            type: registry-image
            source: {repository: concourse/oci-build-task}
          inputs: [{name: source, path: .}]
          outputs: [{name: image}]
          run: {path: build}
      # What is pushed comes back with its digest.
      - put: image
        params: {image: image/image.tar}
${task(
  {
    name: 'bump',
    inputs: ['source', 'image'],
    params: { KUMIKI_TOKEN: '((kumiki-token))', IMAGE: image, SOURCE: '((source))' },
    script: [
      "DIGEST=$(grep -Ex 'sha256:[0-9a-f]{64}' image/digest)",
      'COMMIT=$(cat source/.git/ref)',
      '# A task does not know the number of its build. The commits so far count up on a branch that nobody rewrites.',
      "BUILD=$(git -c safe.directory='*' -C source rev-list --count HEAD)",
      LEAVE_SOURCES,
      ...bumpScript(options),
    ],
  },
  6,
)}
`;
}
