import { Prisma } from "#prisma";
import { type Choice, isOneOf, labelName } from "./output-conditions.ts";
import { splitChoices } from "./output-filter-schema.ts";

/**
 * How a list is read along one index, in its order, once for each branch; `from` names `output o` in a project `p` and
 * ends in conditions, `at` and `id` are the order as that index has it.
 */
export type Walk = {
  branches: Prisma.Sql;
  from: Prisma.Sql;
  at: Prisma.Sql;
  id: Prisma.Sql;
  /** Where branches may meet the same output. */
  distinct: Prisma.Sql;
};

/** The walk that suits a filter: along its labels, or else along the choice that leaves several values. */
export function walkOf(label: string | undefined, choices: readonly Choice[], readerId: string): Walk {
  if (label !== undefined) return alongLabels(splitChoices(label).map(labelName), choices, readerId);
  const branched = choices.find(({ values }) => values.length > 1);
  const others = choices.filter((choice) => choice !== branched).map(isOneOf);
  return {
    branches: branched === undefined ? Prisma.empty : branchesOf(branched),
    from: Prisma.sql`output o WHERE o.project_id = p.id ${joined(others)}
      ${branched === undefined ? Prisma.empty : Prisma.sql`AND ${branched.column} = branch.value`}`,
    at: Prisma.sql`o.created_at`,
    id: Prisma.sql`o.id`,
    distinct: Prisma.empty,
  };
}

function branchesOf({ type, values }: Choice): Prisma.Sql {
  return Prisma.sql`CROSS JOIN unnest(${[...values]}::${type}[]) AS branch(value)`;
}

/** The project's labels and the reader's own; one output may carry several of them. */
function alongLabels(names: readonly string[], choices: readonly Choice[], readerId: string): Walk {
  return {
    branches: Prisma.sql`CROSS JOIN unnest(${[...names]}::text[]) AS branch(name)
      CROSS JOIN unnest(${["", readerId]}::text[]) AS owner(id)`,
    from: Prisma.sql`output_label l JOIN output o ON o.id = l.output_id
      WHERE l.project_id = p.id AND l.name = branch.name AND l.owner_id = owner.id ${joined(choices.map(isOneOf))}`,
    at: Prisma.sql`l.output_at`,
    id: Prisma.sql`l.output_id`,
    distinct: Prisma.sql`DISTINCT ON (o.created_at, o.id)`,
  };
}

function joined(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.empty : Prisma.join([...conditions], " ");
}
