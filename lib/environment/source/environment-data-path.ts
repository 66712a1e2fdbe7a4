const DATA =
  /^environments\/(?:previews(?:\/|$)|[^/]+\/(?:(?:images|secrets|external|holds)(?:\/|$)|(?:source\.json|deletions\.json|sealing\.pem)$))/;

/** Whether a path from the root is data that machines write for an environment: always today's, whichever commit the code is of. */
export function isEnvironmentData(path: string): boolean {
  return DATA.test(path);
}
