import { UserError } from '../../errors.ts';
import { fieldsOf, type Fields } from '../../fields.ts';
import { parseJson } from '../data/parse-json.ts';
import { previewEnvironment, PREVIEWS_FOLDER, whyNoPreviewName, type PreviewFile } from './preview-file.ts';
import { tryUntil } from './until.ts';

/** A preview's file that may be wrong, with what can be made out of it all the same. */
export interface PreviewDraft extends Pick<PreviewFile, 'name' | 'file'> {
  /** Undefined where no name of an environment stands there. */
  readonly from: string | undefined;
  /** Undefined where no time stands there. */
  readonly until: string | undefined;
}

/** For who closes previews: of one that is wrong, whatever is not wrong. Throws nothing. */
export function readPreviewDraft(text: string, file: string): PreviewDraft {
  const name = file.slice(PREVIEWS_FOLDER.length + 1).replace(/\.json$/, '');
  // What is called otherwise was never a preview, and has made nothing.
  const isNamed = file.endsWith('.json') && whyNoPreviewName(name) === undefined;
  const { from, until } = isNamed ? fieldsIn(text, file) : {};
  return {
    name,
    file,
    from: typeof from === 'string' && whyNoPreviewName(from) === undefined ? from : undefined,
    until: typeof until === 'string' && tryUntil(until) !== undefined ? until : undefined,
  };
}

/** The environment that it is, or would be: `staging-pr-412`; undefined where no file says so. */
export function draftEnvironment({ from, name }: PreviewDraft): string | undefined {
  return from === undefined ? undefined : previewEnvironment({ from, name });
}

function fieldsIn(text: string, file: string): Fields {
  try {
    return fieldsOf(parseJson(text, file));
  } catch (error) {
    if (error instanceof UserError) return {};
    throw error;
  }
}
