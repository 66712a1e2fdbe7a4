import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './make-remote.ts';

/** What a person may have in `~/.gitconfig`, by what it is about. Programs among it write to `ran` when they run. */
export const HOSTILE: Readonly<Record<string, string>> = {
  'line ends':
    '[core]\n autocrlf = true\n eol = crlf\n safecrlf = true\n attributesFile = FOLDER/attributes\n excludesFile = FOLDER/excludes\n',
  filters:
    '[core]\n attributesFile = FOLDER/filters\n[filter "all"]\n clean = FOLDER/run\n smudge = FOLDER/run\n required = true\n',
  hooks: '[core]\n hooksPath = FOLDER/hooks\n fsmonitor = FOLDER/run\n[init]\n templateDir = FOLDER/template\n',
  signatures:
    '[log]\n showSignature = true\n[commit]\n gpgSign = true\n[tag]\n gpgSign = true\n[push]\n gpgSign = true\n[gpg]\n program = FOLDER/gpg\n',
  'history of files': '[log]\n follow = true\n showRoot = false\n date = relative\n decorate = full\n mailmap = true\n',
  diffs:
    '[diff]\n noprefix = true\n mnemonicPrefix = true\n external = FOLDER/run\n renames = copies\n ignoreSubmodules = all\n relative = true\n orderFile = FOLDER/nothing\n algorithm = patience\n',
  colours:
    '[color]\n ui = always\n diff = always\n push = always\n remote = always\n transport = always\n[core]\n quotePath = true\n abbrev = no\n pager = FOLDER/run\n[pager]\n log = true\n',
  characters: '[i18n]\n commitEncoding = ISO-8859-1\n logOutputEncoding = ISO-8859-1\n',
  merges:
    '[merge]\n renames = false\n directoryRenames = true\n renormalize = true\n conflictStyle = diff3\n[core]\n attributesFile = FOLDER/merges\n[merge "run"]\n driver = FOLDER/run\n',
  fetches:
    '[fetch]\n prune = true\n pruneTags = true\n recurseSubmodules = true\n writeCommitGraph = true\n[submodule]\n recurse = true\n[remote "origin"]\n fetch = +refs/pull/*/head:refs/remotes/origin/pull/*\n prune = true\n',
  pushes:
    '[push]\n default = nothing\n followTags = true\n recurseSubmodules = check\n negotiate = true\n useForceIfIncludes = true\n pushOption = ci.skip\n',
  repositories:
    '[core]\n untrackedCache = true\n splitIndex = true\n sparseCheckout = true\n[feature]\n manyFiles = true\n[index]\n sparse = true\n[init]\n defaultObjectFormat = sha256\n defaultBranch = a..b\n',
  protocols: '[protocol]\n version = 0\n[transfer]\n credentialsInUrl = die\n fsckObjects = true\n',
  traces: '[trace2]\n eventTarget = FOLDER/ran\n normalTarget = FOLDER/ran\n configParams = *\n',
  aliases:
    '[alias]\n log = !FOLDER/run\n show = !FOLDER/run\n fetch = !FOLDER/run\n push = !FOLDER/run\n[user]\n useConfigOnly = true\n',
};

export interface Person {
  readonly env: Readonly<Record<string, string>>;
  /** The file that is there once a program of theirs has run. */
  readonly ran: string;
}

/** Somebody with these settings, for one test. */
export function personWith(settings: string): Person {
  const folder = temporaryFolder();
  const ran = path.join(folder, 'ran');
  // A remote on the same machine has its own programs, in its own folder.
  const program = `#!/bin/sh\ncase "$(pwd)" in *remote.git) exit 0;; esac\necho "$0" >> '${ran}'\nexit 1\n`;
  for (const name of ['run', ...HOOKS.flatMap((hook) => [`hooks/${hook}`, `template/hooks/${hook}`])])
    writeProgram(path.join(folder, name), program);
  // As gpg does where it lacks a key: git shows what it says.
  writeProgram(path.join(folder, 'gpg'), '#!/bin/sh\necho "gpg: no public key" >&2\nexit 1\n');
  writeFileSync(path.join(folder, 'attributes'), '* text=auto eol=crlf working-tree-encoding=UTF-16\n');
  writeFileSync(path.join(folder, 'filters'), '* filter=all ident\n');
  writeFileSync(path.join(folder, 'merges'), '* merge=run\n');
  writeFileSync(path.join(folder, 'excludes'), '*\n');
  const file = path.join(folder, 'gitconfig');
  writeFileSync(file, settings.replaceAll('FOLDER', folder));
  return { env: { GIT_CONFIG_GLOBAL: file, GIT_CONFIG_NOSYSTEM: '1' }, ran };
}

const HOOKS = ['post-checkout', 'post-index-change', 'pre-auto-gc', 'pre-push', 'reference-transaction'];

function writeProgram(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}
