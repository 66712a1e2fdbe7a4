/** How a frame of user code is told from one of a package, of Node or of this library. */
export interface UserCode {
  /** The repository's folder: the working folder while user code runs, so that the folder where the command was started changes nothing. */
  readonly root: string;
  /** Whether any of these frames is in user code. */
  isUserCode(frames: string): boolean;
  /** The first frame of user code: `apps/users.ts:14`. */
  locate(stack: string): string | undefined;
}
