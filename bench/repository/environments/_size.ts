/** The size of the workload: the benchmark writes this file anew. */
export const applications = 1;
export const environments = 1;
