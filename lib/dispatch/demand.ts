import { Prisma } from "#prisma";

/** What runs picked for params that name something a server must have; null where the graph's own value stands. */
export type Choices = { readonly [param: string]: string | null };

/** What queued runs ask of a server: a version, and the files their params pick where those differ from run to run. */
export type Demand = { readonly versionId: string; readonly choices: Choices };

/** Whether the row `run` made exactly the choices in the jsonb `choices`. */
export function madeChoices(choices: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`NOT EXISTS (
    SELECT FROM jsonb_each(${choices}) choice
    WHERE coalesce(run.params -> choice.key, 'null'::jsonb) <> choice.value)`;
}
