import { Prisma } from "#prisma";

/** Whether the row `run` made exactly the choices in the jsonb `choices`. */
export function madeChoices(choices: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`NOT EXISTS (
    SELECT FROM jsonb_each(${choices}) choice
    WHERE coalesce(run.params -> choice.key, 'null'::jsonb) <> choice.value)`;
}
