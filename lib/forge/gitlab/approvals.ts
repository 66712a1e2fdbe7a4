import type { PullRequest } from '../forge.ts';
import type { GitLabApi } from './gitlab-api.ts';
import { guardText } from './guarded-text.ts';
import { statusOf } from './merge-state.ts';
import { waitUntil } from '../wait-until.ts';

/** While a push may still take approvals back: https://docs.gitlab.com/api/merge_request_approvals/#approvals-for-automated-merge-requests. */
const SYNCING = new Set(['approvals_syncing', 'checking', 'preparing']);

/** Approvals: https://docs.gitlab.com/api/merge_request_approvals. */
export class Approvals {
  readonly #api: GitLabApi;

  constructor(api: GitLabApi) {
    this.#api = api;
  }

  /**
   * GitLab knows no commit of an approval: those that are there count, whatever head they were given for. With Premium a push takes them
   * all back, unless the project says otherwise, and only some seconds later, which is waited for
   * (https://docs.gitlab.com/user/project/merge_requests/approvals/settings/#remove-all-approvals-when-commits-are-added-to-the-source-branch);
   * the Free tier keeps them (https://gitlab.com/gitlab-org/gitlab/-/issues/259306). Where that is still not known after 15 seconds, they count.
   */
  async isApproved({ number }: PullRequest): Promise<boolean> {
    const isApproved = await waitUntil(this.#api.clock, async () => {
      if (!(await this.#areThere(number))) return false;
      return SYNCING.has(statusOf(await this.#api.readMergeRequest(number))) ? undefined : true;
    });
    return isApproved ?? true;
  }

  /**
   * Only bot users may, which project and group access tokens are of, with Premium
   * (https://docs.gitlab.com/api/merge_request_approvals/#reset-approvals-for-a-merge-request). It takes no reason: that is a comment.
   */
  async dismiss({ number }: PullRequest, reason: string): Promise<boolean> {
    if (!(await this.#areThere(number))) return true;
    const { status } = await this.#api.ask({
      method: 'PUT',
      path: `/merge_requests/${number}/reset_approvals`,
      what: `take the approvals of merge request !${number} back`,
      accept: [401, 403, 404],
    });
    if (status >= 300) return false;
    await this.#api.ask({
      method: 'POST',
      path: `/merge_requests/${number}/notes`,
      body: { body: guardText(reason) },
      what: `comment on merge request !${number}`,
      accept: [401, 403, 404],
    });
    return true;
  }

  /** The field `approved` says something else: whether enough are there, which may be none. */
  async #areThere(number: number): Promise<boolean> {
    const { body } = await this.#api.ask({
      method: 'GET',
      path: `/merge_requests/${number}/approvals`,
      what: `read the approvals of merge request !${number}`,
    });
    return body.at('approved_by').list.length > 0;
  }
}
