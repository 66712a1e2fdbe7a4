import type { AnswerReader } from '../../http/answer-reader.ts';

/** What makes a draft stands in the title: https://docs.gitlab.com/user/project/merge_requests/drafts. */
const MARK = /^\s*(?:draft:|\[draft\]|\(draft\)|draft\s+-)\s*/i;

/** The title without the mark of a draft: whether it is one is for people to say, and nothing that we wrote. */
export function withoutDraft(request: AnswerReader): string {
  const title = request.at('title').text;
  return request.at('draft').isTrue ? title.replace(MARK, '') : title;
}

/** Another title for one that stays a draft, where it is one. */
export function keepingDraft(request: AnswerReader, title: string): string {
  return request.at('draft').isTrue && !MARK.test(title) ? `Draft: ${title}` : title;
}
