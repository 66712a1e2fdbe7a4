// One Kubernetes version as definitions of the same shape as kubernetes-1.37.json, out of a package of `@kubernetes/client-node`:
// its model classes carry the fields, its API classes the paths, and so the kinds and their scopes.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const REF = '#/components/schemas/';
const FREE = new Set(['any', 'object', 'Set<any>']);
const BETA_SERVED_BY_DEFAULT = /^flowcontrol\.apiserver\.k8s\.io\/v1beta[23]$/;
const SCALARS = {
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  number: { type: 'number' },
  Date: { $ref: `${REF}io.k8s.apimachinery.pkg.apis.meta.v1.Time` },
  V1MicroTime: { $ref: `${REF}io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime` },
  IntOrString: { $ref: `${REF}io.k8s.apimachinery.pkg.util.intstr.IntOrString` },
};

/**
 * @param folder the unpacked package
 * @param newest the definitions of the newest version: what the packages lack (enums, formats, list keys) is taken from there, field by
 *   field, where the field is still of the same type
 */
export function readClientNode(folder, newest) {
  const reader = new Reader(folder, newest);
  return { scopes: reader.scopes, definitions: reader.definitions };
}

class Reader {
  constructor(folder, newest) {
    this.newest = newest;
    this.classes = readClasses(folder);
    this.names = namesOf(this.classes, newest);
    this.named = new Set(this.names.values());
    this.scopes = {};
    this.definitions = {};
    for (const { className, apiVersion, kind, scope } of readKinds(folder)) {
      if (!this.classes.has(className)) continue;
      if (/alpha|beta/.test(apiVersion) && !BETA_SERVED_BY_DEFAULT.test(apiVersion)) continue;
      this.scopes[`${apiVersion}/${kind}`] = scope;
      const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
      this.define(className)['x-kubernetes-group-version-kind'] = [{ group, version, kind }];
    }
  }

  define(className) {
    const name = this.names.get(className);
    if (this.definitions[name] !== undefined) return this.definitions[name];
    const definition = { type: 'object', properties: {} };
    this.definitions[name] = definition;
    const known = this.newest[name] ?? {};
    const required = [];
    for (const field of this.classes.get(className)) {
      const inNewest = known.properties?.[field.name];
      const own = this.schemaOf(field.type, field.format);
      definition.properties[field.name] = inNewest === undefined ? own : this.keepReferenced(merge(own, inNewest));
      if (inNewest === undefined ? field.required : known.required?.includes(field.name)) required.push(field.name);
    }
    if (required.length > 0) definition.required = required;
    for (const key of ['x-kubernetes-map-type']) if (known[key] !== undefined) definition[key] = known[key];
    return definition;
  }

  /** The packages have no classes for objects without fields and for free values: these are the newest ones. */
  keepReferenced(schema) {
    const name = (schema.$ref ?? schema.allOf?.[0]?.$ref)?.slice(REF.length);
    if (name !== undefined && !this.named.has(name)) this.definitions[name] ??= this.newest[name];
    return schema;
  }

  schemaOf(type, format) {
    const list = /^Array<(.*)>$/.exec(type)?.[1];
    if (list !== undefined) return { type: 'array', items: this.schemaOf(list, format) };
    const value = /^\{ \[key: string\]: (.*?);? ?\}$/.exec(type)?.[1];
    if (value !== undefined) return { type: 'object', additionalProperties: this.schemaOf(value, format) };
    if (FREE.has(type)) return {};
    if (type === 'number' && format?.startsWith('int')) return { type: 'integer', format };
    if (type === 'string' && format) return { type: 'string', format };
    if (SCALARS[type] !== undefined) return SCALARS[type];
    if (!this.classes.has(type)) throw new Error(`${type} is no class of this package`);
    this.define(type);
    return { $ref: REF + this.names.get(type) };
  }
}

/** The newer schema where both speak of the same type, else the version's own. */
function merge(own, newer) {
  const ownRef = own.$ref;
  const newerRef = newer.$ref ?? newer.allOf?.[0]?.$ref;
  if (ownRef !== undefined && newerRef !== undefined) return ownRef === newerRef ? newer : own;
  if (newerRef !== undefined)
    return Object.keys(own).length === 0 || (own.type === 'string' && newerRef.endsWith('.Quantity')) ? newer : own;
  if (own.type === 'array' && newer.type === 'array') return { ...newer, items: merge(own.items, newer.items) };
  if (own.additionalProperties && newer.additionalProperties)
    return { ...newer, additionalProperties: merge(own.additionalProperties, newer.additionalProperties) };
  if (own.type === 'number' && newer.type === 'integer') return newer;
  return own.type === newer.type || Object.keys(own).length === 0 ? newer : own;
}

/** Class name → fields. Only classes of the version that most of the package has: files of removed APIs stay behind in it. */
function readClasses(folder) {
  const models = [join(folder, 'dist/gen/models'), join(folder, 'dist/gen/model')].find((candidate) =>
    existsSync(candidate),
  );
  const files = readdirSync(models)
    .filter((file) => file.endsWith('.js'))
    .toSorted();
  const sources = files.map((file) => ({ file, text: readFileSync(join(models, file), 'utf8') }));
  const versions = sources.map(
    ({ text }) => /version(?: of the OpenAPI document)?: (\S+)/i.exec(text.slice(0, 600))?.[1],
  );
  const majority = mostFrequent(versions.filter((version) => version !== undefined));
  const classes = new Map();
  for (const [index, { file, text }] of sources.entries()) {
    const className = /^(?:export )?class (\w+)/m.exec(text)?.[1];
    const fields = /attributeTypeMap = (\[[\s\S]*?\n\]);/.exec(text)?.[1];
    if (versions[index] !== majority || className === undefined || fields === undefined) continue;
    const types = readFileSync(join(models, file.replace(/\.js$/, '.d.ts')), 'utf8');
    const required = new Set([...types.matchAll(/^ {4}'([^']+)': /gm)].map((match) => match[1]));
    classes.set(
      className,
      JSON.parse(fields).map((field) => ({
        name: field.baseName,
        type: field.type,
        format: field.format,
        required: required.has(field.name),
      })),
    );
  }
  return classes;
}

/** What can be created: kinds, their class and scope. */
function* readKinds(folder) {
  const apis = [join(folder, 'dist/gen/apis'), join(folder, 'dist/gen/api')].find((candidate) => existsSync(candidate));
  for (const file of readdirSync(apis)
    .filter((candidate) => candidate.endsWith('.js'))
    .toSorted()) {
    for (const part of readFileSync(join(apis, file), 'utf8').split('localVarPath = ').slice(1)) {
      const path = /^(?:this\.basePath \+ )?'([^']+)'/.exec(part)?.[1];
      const className = /serialize\(body, "(\w+)"/.exec(part)?.[1];
      if (path === undefined || className === undefined || !/HttpMethod\.POST|method: 'POST'/.test(part)) continue;
      const match =
        /^\/(?:api|apis)\/(?<apiVersion>v1|[^/{]+\/v[^/]+)\/(?<namespaced>namespaces\/\{namespace\}\/)?[^/{]+$/.exec(
          path,
        );
      if (match === null) continue;
      const kind = className.replace(/^([A-Z][a-z]+)?V\d+((alpha|beta)\d+)?/, '');
      yield {
        className,
        kind,
        apiVersion: match.groups.apiVersion,
        scope: match.groups.namespaced ? 'Namespaced' : 'Cluster',
      };
    }
  }
}

/** Class names → the newest version's definition names: by version and kind, and by the fields in common where several match. */
function namesOf(classes, newest) {
  const names = new Map();
  const taken = new Set();
  for (const [className, fields] of classes) {
    const [, prefix = '', version, short] = /^([A-Z][a-z]+)??(V\d+(?:(?:alpha|beta)\d+)?)(\w+)$/.exec(className) ?? [];
    const suffix = `.${version?.toLowerCase()}.${short}`;
    const candidates = Object.keys(newest).filter((name) => name.endsWith(suffix) && !taken.has(name));
    const score = (name) =>
      fields.filter((field) => field.name in (newest[name].properties ?? {})).length +
      (prefix !== '' && name.toLowerCase().includes(`${prefix.toLowerCase()}.`) ? 100 : 0);
    const best = candidates.toSorted((a, b) => score(b) - score(a))[0];
    const name = best !== undefined && (score(best) > 0 || fields.length === 0) ? best : `client-node.${className}`;
    taken.add(name);
    names.set(className, name);
  }
  return names;
}

function mostFrequent(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0][0];
}
