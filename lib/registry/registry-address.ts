/** Where an image lies. */
export interface RegistryAddress {
  /** As messages name it: `ghcr.io`, `Docker Hub`. */
  readonly name: string;
  /** `https://ghcr.io`, without a slash at the end; http only for this machine. */
  readonly origin: string;
  /** The repository's path there: `acme/users-api`, `library/nginx`. */
  readonly path: string;
  /** What `docker login` files its credentials under. */
  readonly key: string;
  readonly isLoopback: boolean;
}

const DOCKER_HUB = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io']);

/** As docker reads it: https://pkg.go.dev/github.com/distribution/reference#ParseNormalizedNamed. */
export function addressOf(repository: string): RegistryAddress {
  const slash = repository.indexOf('/');
  const first = slash < 0 ? '' : repository.slice(0, slash);
  const isHost = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  const host = isHost ? first : 'docker.io';
  const path = isHost ? repository.slice(slash + 1) : repository;
  if (DOCKER_HUB.has(host))
    return {
      name: 'Docker Hub',
      origin: 'https://registry-1.docker.io',
      path: path.includes('/') ? path : `library/${path}`,
      key: 'https://index.docker.io/v1/',
      isLoopback: false,
    };
  const isLoopback = isOfThisMachine(host);
  return { name: host, origin: `${isLoopback ? 'http' : 'https'}://${host}`, path, key: host, isLoopback };
}

export function isOfThisMachine(host: string): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(host);
}
