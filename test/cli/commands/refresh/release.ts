import type { Manifests } from '../../change/manifests.ts';

/** Changes files of the base at the desk, renders and pushes. Gives the commit that has them. */
export async function release(
  manifests: Manifests,
  files: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const { remote } = manifests;
  await remote.git('fetch', '--quiet', 'origin');
  await remote.git('checkout', '--quiet', '-B', 'main', 'origin/main');
  const commit = await remote.commit(files);
  await manifests.synth();
  await remote.commit({}, 'main', 'Render');
  return commit;
}

/** The shared code with another workload: a file that the base does not know. */
export async function withWorker(manifests: Manifests, name: string): Promise<Readonly<Record<string, string>>> {
  const apps = await manifests.file('main', 'apps/apps.ts');
  const line = `    new Worker(this, '${name}', { image: this.image('worker') });\n`;
  return { 'apps/apps.ts': `${apps.replace(/ {4}new Worker\(this, 'worker'.*\n/, `$&${line}`)}\n` };
}
