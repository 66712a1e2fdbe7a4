import { expect, test } from 'vitest';
import { recipeFiles } from './recipes.ts';
import { scriptsOf } from './scripts-of.ts';

/** What the host puts into the text of a script before a shell reads it. */
const TEMPLATES: readonly (readonly [string, RegExp])[] = [
  ['an expression of GitHub and Gitea', /\$\{\{/],
  ['a pipeline value of CircleCI', /<</],
  ['a variable of Concourse', /\(\([^)]*\)\)/],
  ['a substitution of Drone, Woodpecker and Groovy', /\$\{/],
];

/** Text that whoever opens a pull request chooses, by any of the hosts. */
const UNTRUSTED = /\$(?:\w*(?:TITLE|MESSAGE|DESCRIPTION|LABEL|AUTHOR|SENDER|HEAD_REF|SOURCE_BRANCH|CHANGE_BRANCH)\w*)/;

test.each(recipeFiles)('$host: no value is put into the text of a script of $file for $kind', (file) => {
  for (const script of scriptsOf(file)) {
    expect(TEMPLATES.filter(([, template]) => template.test(script)).map(([what]) => what)).toEqual([]);
    expect(script).not.toMatch(UNTRUSTED);
    expect(script).not.toMatch(/\beval\b|\bxargs\b|\bcurl\b|\bwget\b/);
  }
});

test.each(recipeFiles)('$host: a variable is an argument of kumiki only in quotes, in $file for $kind', (file) => {
  for (const script of scriptsOf(file)) {
    const calls = script.replaceAll(/\\\n\s*/g, '').match(/\bnpx [^\n;|>&]*/g) ?? [];
    for (const call of calls) expect(call.replaceAll(/"[^"]*"/g, '')).not.toContain('$');
  }
});

test.each(recipeFiles)('$host: the token is never an argument, or printed, in $file for $kind', (file) => {
  for (const script of scriptsOf(file)) {
    const uses = script.split('\n').filter((line) => /\$\{?KUMIKI_TOKEN|\$token/.test(line));
    expect(uses.filter((line) => !/^\s*(?:token=\$KUMIKI_TOKEN|export KUMIKI_TOKEN=\$token)$/.test(line))).toEqual([]);
    expect(script).not.toMatch(/set -x|\bprintenv\b|\benv$/m);
  }
});
