import type { EnvironmentProps } from '../../environment-props.ts';
import type { UserCode } from '../../purity/user-code.ts';
import { withPurityGuard } from '../../purity/with-purity-guard.ts';
import { withCommitNote, type CommitEnvironment } from '../../source/commit-note.ts';
import { UserError } from '../../../errors.ts';
import { explainError } from '../explain-error.ts';
import type { SourceMapper } from '../source-mapper.ts';

/** The code of an environment as a commit has it, and how it is run. */
export interface CommitCode extends CommitEnvironment {
  readonly build: EnvironmentProps['build'];
  /** Where what the code reads lies, absolute; undefined where there is no such code, and `build` says why. */
  readonly root: string | undefined;
  readonly locate: UserCode['locate'];
  /** Whether any of these frames is in it. */
  readonly isUserCode: UserCode['isUserCode'];
  readonly guard: <T>(run: () => T) => T;
  readonly explain: (error: unknown) => unknown;
}

/** The part of today that runs beside it: its other props may be functions. */
export interface CodeOfToday {
  readonly locate: UserCode['locate'];
  readonly guard: <T>(run: () => T) => T;
}

/** @param file that declares the environment there, for messages: `environments/production.ts of commit abc1234` */
export function commitCode(
  built: CommitEnvironment,
  build: EnvironmentProps['build'],
  file: string,
  mapper: SourceMapper,
  today: CodeOfToday,
): CommitCode {
  const locate = (stack: string): string | undefined => {
    for (const frame of stack.split('\n')) {
      const place = mapper.locate(frame) ?? today.locate(frame);
      if (place !== undefined) return place;
    }
    return undefined;
  };
  return {
    ...built,
    build,
    root: mapper.root,
    locate,
    isUserCode: (frames) => mapper.isUserCode(frames),
    guard: (run) => today.guard(() => withPurityGuard(mapper, run)),
    explain(error) {
      const explained = explainError(error, { locate }, file);
      if (!(explained instanceof UserError)) return explained;
      const noted = withCommitNote(explained.message, built);
      return noted === explained.message ? explained : new UserError(noted, { cause: error });
    },
  };
}

/** Code that is not to be had: told where it would be built, so that whoever builds others is not kept from it. */
export function missingCode(built: CommitEnvironment, problem: string, today: CodeOfToday): CommitCode {
  return {
    ...built,
    build() {
      throw new UserError(problem);
    },
    root: undefined,
    locate: today.locate,
    isUserCode: () => false,
    guard: today.guard,
    explain: (error) => error,
  };
}
