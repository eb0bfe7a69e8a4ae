import { Prisma } from "#prisma";

/** That `output o` still waits for a verdict of the reviewer: it is undecided, and nobody has put it aside. */
export function awaits(): Prisma.Sql {
  return Prisma.sql`(o.state = 'pending' AND o.archived_at IS NULL)`;
}
