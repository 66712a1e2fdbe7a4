import type { PathStep } from '../../../lib/schema/schema-problem.ts';
import type { Disagreement } from './disagreement.ts';

/** A class of objects of which our schema check says something else than the server. */
export interface KnownDifference {
  readonly name: string;
  /** `meant`: ours shall say something else. `gap`: ours is wrong, and nobody has mended it yet. */
  readonly is: 'meant' | 'gap';
  readonly reason: string;
  readonly covers: (found: Disagreement) => boolean;
  /** A change of the first object of a kind of which both do not say the same. */
  readonly witness: { readonly kind: string; readonly path: readonly PathStep[]; readonly value: unknown };
}

/** All of them. A witness of which both say the same fails the test: its difference is to be removed here. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    name: 'status',
    is: 'meant',
    reason: 'A create drops `status` before it looks at it. Whoever writes one in git is told what is wrong with it.',
    covers: ({ problems }) => problems.length > 0 && problems.every(({ path }) => STATUS.test(path)),
    witness: { kind: 'GitRepository', path: ['status'], value: { observedGeneration: 'many' } },
  },
  {
    name: 'free status',
    is: 'meant',
    reason: 'Of the CRDs of tools nothing below `status` is kept: only controllers write it.',
    covers: ({ isCustom, server }) => isCustom && server.why.includes('unknown field "status.'),
    witness: { kind: 'Rollout', path: ['status'], value: { nonsense: 1 } },
  },
  {
    name: 'bytes as numbers',
    is: 'meant',
    reason: 'Go reads a list of small numbers into bytes. Who writes a Secret so has made a mistake.',
    covers: ({ isCustom, problems }) => !isCustom && allProblems(problems, BYTES, / is a list\./),
    witness: { kind: 'Secret', path: ['data', 'password'], value: [] },
  },
  {
    name: 'exactly one of',
    is: 'meant',
    reason: 'The definitions require the object; the server means that one of its fields is needed, which is a rule.',
    covers: ({ problems, server }) =>
      problems.length === 0 && server.why.includes('exactly one of url or service is required'),
    witness: { kind: 'ValidatingWebhookConfiguration', path: ['webhooks', 0, 'clientConfig'], value: undefined },
  },
  {
    name: 'data source',
    is: 'meant',
    reason:
      'What a claim or a backend requires of the object that it names depends on the kind of that, and is a rule.',
    covers: ({ problems, server }) =>
      problems.length === 0 && /\.(dataSource|resource)\.(kind|name): Req/.test(server.why),
    witness: { kind: 'Ingress', path: ['spec', 'defaultBackend'], value: { resource: { apiGroup: 'a' } } },
  },
  {
    name: 'data source of another namespace',
    is: 'meant',
    reason: 'A reference with a namespace is dropped unread unless an alpha feature is on.',
    covers: ({ problems }) => allProblems(problems, /\/dataSourceRef\//, /./),
    witness: { kind: 'PersistentVolumeClaim', path: ['spec', 'dataSourceRef'], value: { kind: 'A', namespace: 'a' } },
  },
  {
    name: 'null in a list',
    is: 'gap',
    reason: 'Go reads null in a list as an empty object, which lacks what it requires.',
    covers: ({ mutant, isCustom, problems }) =>
      !isCustom && problems.length === 0 && /[[,]null[,\]]/.test(JSON.stringify(mutant.object)),
    witness: { kind: 'Pod', path: ['spec', 'containers', 0], value: null },
  },
  {
    name: 'empty choice',
    is: 'gap',
    reason: 'An empty text stands for the default of most fields with choices, but not of all that are pointers.',
    covers: ({ isCustom, problems, server }) =>
      !isCustom && problems.length === 0 && server.why.includes('Unsupported value: ""'),
    witness: { kind: 'NetworkPolicy', path: ['spec', 'egress', 0, 'ports', 0, 'protocol'], value: '' },
  },
  {
    name: 'one of several schemas',
    is: 'gap',
    reason: '`oneOf` and `anyOf` of the CRDs of tools are not kept.',
    covers: ({ isCustom, problems, server }) =>
      isCustom &&
      problems.length === 0 &&
      /must validate (one and only one|at least one|all the) schema/.test(server.why),
    witness: { kind: 'Canary', path: ['spec', 'analysis', 'interval'], value: undefined },
  },
  {
    name: 'empty object type',
    is: 'gap',
    reason: 'An object type without fields takes no field; ours takes any.',
    covers: ({ problems, server }) => problems.length === 0 && EMPTY_TYPES.test(server.why),
    witness: {
      kind: 'CustomResourceDefinition',
      path: ['spec', 'versions', 0, 'subresources'],
      value: { status: { nonsense: 1 } },
    },
  },
  {
    name: 'sealed values',
    is: 'gap',
    reason:
      'The CRD of SealedSecret says of its values that they are texts, and that unknown fields are kept: ours keeps the latter alone.',
    covers: ({ problems, server }) =>
      problems.length === 0 && /spec\.encryptedData\.\S+ in body must be of/.test(server.why),
    witness: { kind: 'SealedSecret', path: ['spec', 'encryptedData', 'password'], value: 1 },
  },
  {
    name: 'pattern of numbers or texts',
    is: 'gap',
    reason: 'Fields of CRDs that take numbers and texts lose their pattern, such as that of quantities.',
    covers: ({ isCustom, problems, server }) =>
      isCustom && problems.length === 0 && / in body should match '\^\(\\\+\|-\)/.test(server.why),
    witness: {
      kind: 'Rollout',
      path: ['spec', 'template', 'spec', 'containers', 0, 'env'],
      value: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '25%' } } }],
    },
  },
  {
    name: 'zone without a name',
    is: 'gap',
    reason: 'The definitions require the name of a zone, the server does not.',
    covers: ({ problems }) =>
      allProblems(problems, /^\/endpoints\/\d+\/hints\/for(Zones|Nodes)\/\d+\/name$/, / is (missing|empty)/),
    witness: { kind: 'EndpointSlice', path: ['endpoints', 0, 'hints'], value: { forZones: [{}] } },
  },
  {
    name: 'selector of a metric',
    is: 'gap',
    reason: 'Nobody looks at the expressions of the selector of a metric.',
    covers: ({ problems }) => allProblems(problems, /\/metric\/selector\/matchExpressions\//, / is (missing|empty)/),
    witness: {
      kind: 'HorizontalPodAutoscaler',
      path: ['spec', 'metrics'],
      value: [
        {
          type: 'Pods',
          pods: {
            metric: { name: 'a', selector: { matchExpressions: [{ key: 'a' }] } },
            target: { type: 'AverageValue', averageValue: '1' },
          },
        },
      ],
    },
  },
  {
    name: 'large number or text',
    is: 'gap',
    reason: 'A field of a CRD that takes numbers and texts takes numbers of more than 32 bits too.',
    covers: ({ isCustom, mutant, problems }) =>
      isCustom &&
      /(2147483648|1e\+21)/.test(JSON.stringify(mutant.object)) &&
      allProblems(problems, /./, /Use a whole number or a text/),
    witness: { kind: 'Canary', path: ['spec', 'service', 'targetPort'], value: 2 ** 31 },
  },
  {
    name: 'bytes of a CRD',
    is: 'gap',
    reason: 'The server does not take an empty text for bytes in a custom object.',
    covers: ({ isCustom, problems, server }) =>
      isCustom && problems.length === 0 && server.why.includes('in body must be of type byte: ""'),
    witness: { kind: 'SealedSecret', path: ['spec', 'data'], value: '' },
  },
  {
    name: 'owner of a template',
    is: 'gap',
    reason: 'Nobody looks at the owners in the metadata of a template.',
    covers: ({ problems }) => allProblems(problems, /emplate\/metadata\/ownerReferences\//, / is (missing|empty)/),
    witness: { kind: 'Deployment', path: ['spec', 'template', 'metadata', 'ownerReferences'], value: [{ kind: 'A' }] },
  },
];

/** Types without any field. */
const EMPTY_TYPES = /unknown field "[^"]*(antiAffinity\.\w+|subresources\.status|disruptionMode\.\w+)\.\w+"/;
const STATUS = /^(\/spec\/volumeClaimTemplates\/\d+)?\/status\b/;
const BYTES = /^\/(data|binaryData)\/|\/caBundle$/;

function allProblems(problems: Disagreement['problems'], path: RegExp, message: RegExp): boolean {
  return problems.length > 0 && problems.every((one) => path.test(one.path) && message.test(one.message));
}
