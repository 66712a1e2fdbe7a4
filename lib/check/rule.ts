import type { Finding } from '../errors.ts';
import type { RenderedEnvironment } from '../manifest/rendered-environment.ts';
import type { RenderedObject } from '../manifest/object.ts';
import type { Schema } from '../schema/open-schema.ts';

/** What is wrong with one object: a finding that need not say whose. */
export type Problem = Pick<Finding, 'rule' | 'severity' | 'message' | 'path'>;

export type Report = (problem: Problem) => void;

/**
 * Looks at each object alone. Its messages need not name the object: that is put before them. It reports rather than yields: nothing is
 * allocated for the thousands of objects that are fine.
 */
export type ObjectRule = (object: RenderedObject['object'], schema: Schema, report: Report) => void;

/** Looks at all objects of an environment together. */
export type EnvironmentRule = (environment: RenderedEnvironment, schema: Schema) => Iterable<Finding>;
