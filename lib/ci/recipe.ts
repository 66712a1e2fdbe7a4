import type { HostName } from '../forge/forge.ts';

/** Files of a recipe: path from the root of the repository to the whole text. */
export type Recipe = Readonly<Record<string, string>>;

/** For the repository of apps/, environments/ and dist/. */
export interface ManifestOptions {
  /** The branch that the clusters run. */
  readonly base: string;
  /** By https. @default what the remote `origin` of a job says */
  readonly repository: string | undefined;
  /** The git host of the manifest repository. @default the CI host where that is one, else what its address says */
  readonly host: HostName | undefined;
  /** The root of that host's API. @default what its address says */
  readonly api: string | undefined;
}

/** For the repository of an application, which builds the image. */
export interface ApplicationOptions {
  /** The application as the manifest repository calls it. */
  readonly application: string;
  /** The manifest repository, by https. */
  readonly repository: string;
  /** Of the manifest repository. */
  readonly base: string;
  /** The git host of the manifest repository. @default what its address says */
  readonly host: HostName | undefined;
  /** The root of that host's API. @default what its address says */
  readonly api: string | undefined;
  /** Of kumiki: what a recipe installs is named exactly. */
  readonly version: string;
}

/** What a CI host is told. */
export interface HostRecipes {
  readonly manifests: (options: ManifestOptions) => Recipe;
  readonly application: (options: ApplicationOptions) => Recipe;
}
