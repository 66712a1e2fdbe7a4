import type { ApplicationOptions } from './recipe.ts';

/** Of `this.image('api')` in the application. */
const IMAGE_NAME = 'api';

/** What the build leaves for the jobs after it: the digest of the image that was pushed, and nothing else. */
const DIGEST_FILE = 'digest.txt';

/**
 * The team's own build. Buildx writes the digest that the registry has to its metadata file:
 * https://docs.docker.com/reference/cli/docker/buildx/build/#metadata-file
 */
export const BUILD_SCRIPT: readonly string[] = [
  '# Your own build. What has to come out is the digest that the registry gave the image.',
  'docker buildx build --push --metadata-file build.json --tag "$IMAGE:$COMMIT" .',
  `grep -o '"containerimage.digest": *"[^"]*"' build.json | grep -o 'sha256:[0-9a-f]*' > ${DIGEST_FILE}`,
];

/** A build writes what it likes: this takes a digest, or stops. */
export const READ_DIGEST = `DIGEST=$(grep -Ex 'sha256:[0-9a-f]{64}' ${DIGEST_FILE})`;

/**
 * The number of a build where the host has none that stays with its commit. It grows on a branch that nobody rewrites. A shallow clone, which
 * lacks commits, is a failure.
 */
export const COUNT_COMMITS = '[ "$(git rev-parse --is-shallow-repository)" = false ] && git rev-list --count HEAD';

/** npm and git take settings from the folder that they run in: this is nobody's. */
export const LEAVE_SOURCES = 'cd "$(mktemp -d)"';

/** Proposes an image. Its variables: IMAGE, DIGEST, SOURCE, COMMIT, BUILD and KUMIKI_TOKEN. */
export function bumpScript(options: ApplicationOptions): readonly string[] {
  const { application } = options;
  return [
    install(options),
    'for attempt in 1 2; do',
    '  code=0',
    `  npx kumiki bump ${application} "${IMAGE_NAME}=$IMAGE@$DIGEST" --env staging --pr --auto-merge \\`,
    `    ${target(options)} \\`,
    '    --source "$SOURCE" --commit "$COMMIT" --build "$BUILD" || code=$?',
    '  # 5: a remote failed. Once more.',
    '  if [ "$code" != 5 ]; then break; fi',
    'done',
    '# 3: a newer build was faster, or a rule refuses this one, as the lines above say. That is no failure of the build.',
    'if [ "$code" = 3 ]; then code=0; fi',
    '(exit "$code")',
  ];
}

/** Its variables: IMAGE, DIGEST, NUMBER and KUMIKI_TOKEN. */
export function openPreviewScript(options: ApplicationOptions): readonly string[] {
  const { application } = options;
  return [
    install(options),
    `npx kumiki preview open "${application}-$NUMBER" --from staging \\`,
    `  ${application} "${IMAGE_NAME}=$IMAGE@$DIGEST" --until 7d \\`,
    `  --pr --auto-merge ${target(options)}`,
  ];
}

/** Its variables: NUMBER and KUMIKI_TOKEN. */
export function closePreviewScript(options: ApplicationOptions): readonly string[] {
  return [
    install(options),
    `npx kumiki preview close "${options.application}-$NUMBER" \\`,
    `  --pr --auto-merge ${target(options)}`,
  ];
}

/** What to change in a recipe before it is used. */
export const YOURS_NOTE: readonly string[] = [
  `Yours to change: the build, IMAGE, ${IMAGE_NAME} (what the application calls the image), staging, and the branch main.`,
];

/** A place for an image, until somebody names the right one. */
export function defaultImage({ application }: ApplicationOptions): string {
  return `registry.example.com/${application}/api`;
}

/**
 * Into the folder that it runs in, which LEAVE_SOURCES made. No package runs code of its own, and what fetches them sees no token. kumiki needs
 * no such code: the binary of esbuild is a package, which its postinstall only makes faster to start.
 */
function install({ version }: ApplicationOptions): string {
  return `env -u KUMIKI_TOKEN npm install --ignore-scripts --no-save --no-audit --no-fund --prefix . kumiki@${version}`;
}

function target({ repository, host, api, base }: ApplicationOptions): string {
  return [
    `--repository ${repository}`,
    host === undefined ? '' : ` --host ${host}`,
    api === undefined ? '' : ` --api ${api}`,
    base === 'main' ? '' : ` --base ${base}`,
  ].join('');
}
