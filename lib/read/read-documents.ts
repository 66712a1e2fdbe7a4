import { type LocatedDocument, tryReadJsonStream } from './read-json-stream.ts';
import { readYaml } from './read-yaml.ts';
import { splitDocuments } from './split-documents.ts';

/**
 * Reads every document of a file. Like kubectl's it takes a text that starts with `{` for JSON, one object behind the other, and
 * goes on as YAML from where that fails (YAMLOrJSONDecoder of k8s.io/apimachinery/pkg/util/yaml).
 */
export function readDocuments(source: string): readonly LocatedDocument[] {
  const text = normalizeLines(source);
  const { documents, problems } = splitDocuments(text);
  const read: LocatedDocument[] = [];
  if (problems.length > 0) read.push({ document: { text, firstLine: 1 }, value: undefined, problems });
  let json = /^\s*\{/.test(text);
  for (const document of documents) {
    const objects = json ? tryReadJsonStream(document) : undefined;
    json &&= objects !== undefined;
    if (objects === undefined) read.push({ document, ...readYaml(document.text) });
    else read.push(...objects);
  }
  return read;
}

/** As kubectl's LineReader: every line ends in a line feed, the last one too. */
function normalizeLines(source: string): string {
  const text = source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  return text.endsWith('\n') ? text : `${text}\n`;
}
