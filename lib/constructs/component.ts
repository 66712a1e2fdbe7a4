import type { Construct } from 'constructs';
import { Application } from './application.ts';

/** What every object of a component shares. */
export interface Component {
  /** `<application>-<component>`, `<application>` alone where the two are equal. Of the construct's own id, so that moving it in the tree changes nothing. */
  readonly name: string;
  readonly namespace: string;
  /** On every object of the component. */
  readonly labels: Readonly<Record<string, string>>;
}

export function componentOf(construct: Construct): Component {
  const application = Application.of(construct);
  const id = construct.node.id;
  return {
    name: id === application.node.id ? id : `${application.node.id}-${id}`,
    namespace: application.namespace,
    labels: {
      'app.kubernetes.io/managed-by': 'kumiki',
      'app.kubernetes.io/name': id,
      'app.kubernetes.io/part-of': application.node.id,
    },
  };
}
