/** Whether a text is somebody on a git host: `@ada`, `@acme/payments`, `@@developer` (a role of GitLab), `ada@example.com`. */
export function isHandle(text: string): boolean {
  return /^[^\s#@]*@[^\s#]+$/.test(text);
}
