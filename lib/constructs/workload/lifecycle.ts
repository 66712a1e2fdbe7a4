import type { Construct } from 'constructs';
import { EnvironmentRoot } from '../../environment/environment.ts';
import type { LifecycleHandler } from '../../kubernetes.ts';
import { checkProps } from '../check-props.ts';
import { refuse } from '../refuse.ts';
import { checkPort } from './ports.ts';

/** What is done before a container gets the signal to stop, or right after it was started. */
export type Hook =
  | { readonly exec: readonly string[]; readonly http?: undefined; readonly sleep?: undefined }
  | {
      readonly http: string;
      readonly port?: number | string | undefined;
      readonly exec?: undefined;
      readonly sleep?: undefined;
    }
  /** Seconds; from Kubernetes 1.30. */
  | { readonly sleep: number; readonly exec?: undefined; readonly http?: undefined };

export function hookOf(
  construct: Construct,
  hook: Hook,
  firstPort: number | undefined,
  where: string,
): LifecycleHandler {
  if (hook.exec !== undefined) {
    checkProps(construct, hook, { exec: 1 }, where);
    return { exec: { command: hook.exec } };
  }
  if (hook.sleep !== undefined) {
    checkProps(construct, hook, { sleep: 1 }, where);
    const { kubernetes } = EnvironmentRoot.of(construct);
    if (Number(kubernetes.slice(2)) < 30) {
      refuse(
        construct,
        `${where} is { sleep: ${hook.sleep} }, which Kubernetes ${kubernetes} does not know. Use { exec: ['sleep', '${hook.sleep}'] }.`,
      );
    }
    return { sleep: { seconds: hook.sleep } };
  }
  checkProps(construct, hook, { http: 1, port: 1 }, where);
  if (hook.http === undefined) {
    refuse(construct, `${where} says nothing to do. Use { exec: [...] }, { http: '/path' } or { sleep: 5 }.`);
    return {};
  }
  if (!hook.http.startsWith('/')) refuse(construct, `${where} is '${hook.http}'. A path starts with '/'.`);
  const port = hook.port ?? firstPort;
  if (port === undefined) refuse(construct, `${where} has no port. Give it one: { http: '${hook.http}', port: 8080 }.`);
  else if (typeof port === 'number') checkPort(construct, port, `${where}.port`);
  return { httpGet: { path: hook.http === '/' ? undefined : hook.http, port: port ?? 0 } };
}
