/** What runs picked for params that name something a server must have; null where the graph's own value stands. */
export type Choices = { readonly [param: string]: string | null };

/** What queued runs ask of a server: a version, and the files their params pick where those differ from run to run. */
export type Demand = { readonly versionId: string; readonly choices: Choices };
