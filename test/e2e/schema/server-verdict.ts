import type { Answer } from '../../servers/kube-request.ts';

/** What the server said to an object, and whether its schema was the reason. */
export interface ServerVerdict {
  readonly verdict: 'accepted' | 'refused by its schema' | 'refused by a rule';
  readonly why: string;
}

interface Status {
  readonly reason?: string;
  readonly message: string;
  readonly details?: { readonly causes?: readonly Cause[] };
}

export interface Cause {
  readonly reason?: string;
  readonly field?: string;
  readonly message?: string;
}

/** @param isOfSchema whether a cause of a 422 follows from the definition of the kind */
export function serverVerdict({ code, body }: Answer, isOfSchema: (cause: Cause) => boolean): ServerVerdict {
  if (code >= 200 && code < 300) return { verdict: 'accepted', why: '' };
  const { message, details } = body as Status;
  const causes = details?.causes ?? [];
  const why = `${code} ${message.slice(0, 2000)}`;
  if (code === 422 && causes.length > 0)
    return { verdict: causes.some(isOfSchema) ? 'refused by its schema' : 'refused by a rule', why };
  return { verdict: code === 400 ? 'refused by its schema' : 'refused by a rule', why };
}
