/** One value as the pool writes it: a type by its name, a definition by its number, or an object that says more. */
export type SchemaNode = ScalarType | number | ScalarNode | ListNode | MapNode | FieldsNode | EitherNode;

/** `object` is any object, `any` any value at all. */
export type ScalarType =
  | 'string'
  | 'boolean'
  | 'int32'
  | 'int64'
  | 'number'
  | 'byte'
  | 'date-time'
  | 'micro-time'
  | 'int-or-string'
  | 'quantity'
  | 'object'
  | 'any';

export interface ScalarNode extends Nullable {
  readonly is: ScalarType;
  readonly enum?: readonly (string | number | boolean)[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface ListNode extends Nullable, ListSize {
  readonly list: SchemaNode;
  /** The fields that together identify an item: `x-kubernetes-list-map-keys`. */
  readonly keys?: readonly string[];
  /** Each item at most once. */
  readonly set?: true;
}

export interface MapNode extends Nullable, ObjectSize {
  readonly map: SchemaNode;
}

export interface FieldsNode extends Nullable, ObjectSize {
  readonly fields: Readonly<Record<string, SchemaNode>>;
  /** Of a built-in kind: must not be empty either, for that is the same to the server. */
  readonly required?: readonly string[];
  /** Objects that count as empty where they are absent: what they need is missing then. */
  readonly implied?: readonly string[];
  /** Unknown fields are kept. */
  readonly open?: true;
}

/** One of several; the type of the value says which. */
export interface EitherNode extends Nullable {
  readonly either: readonly SchemaNode[];
}

interface Nullable {
  readonly nullable?: true;
}

interface ListSize {
  readonly minItems?: number;
  readonly maxItems?: number;
}

interface ObjectSize {
  readonly minProperties?: number;
  readonly maxProperties?: number;
}
