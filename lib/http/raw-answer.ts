import type { HttpAnswer } from './http-client.ts';

/** What came back, as it came. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Who answered in the end. */
  readonly address: URL;
}

/** What is no JSON counts as no content. */
export function answerOf(answer: RawAnswer): HttpAnswer {
  const { status, headers } = answer;
  return { status, headers, body: isJson(answer) ? readJson(answer) : undefined };
}

export function isJson(answer: RawAnswer): boolean {
  try {
    readJson(answer);
    return true;
  } catch {
    return false;
  }
}

function readJson({ text }: RawAnswer): unknown {
  return text.trim() === '' ? undefined : JSON.parse(text);
}

export function isWebPage({ text }: RawAnswer): boolean {
  return /^\s*(?:<!doctype html|<html|<head|<!--)/i.test(text);
}
