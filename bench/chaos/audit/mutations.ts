import type { Wrong } from "#lib/audit/verify-audit";
import type { Random } from "../../kit/random.ts";

export type MutationKind = "byte" | "row" | "order" | "deletion";

/** One thing that somebody does to the audit past all triggers, at a place of the chain. */
export type Mutation = { kind: MutationKind; what: string; place: number; sql: string };

const texts = ["actor_kind", "actor_id", "actor_name", "action", "subject_type", "subject_id"] as const;

/** Places that a mutation may touch, its own the first of them; none of another is to be among them. */
const reach = 4;

/** `count` mutations of every kind, spread over a chain of `length`, none near another. */
export function drawMutations(random: Random, length: number, count: number): Mutation[] {
  const stride = Math.floor(length / count);
  if (stride < 2 * reach) throw new Error(`${length} lines are too few for ${count} mutations.`);
  return Array.from({ length: count }, (_, index) => {
    const place = index * stride + random.integer(1, stride - reach);
    const { kind, what, sql } = random.pick(waysAt(random, place));
    return { kind, what, place, sql };
  });
}

type Way = Omit<Mutation, "place">;

function waysAt(random: Random, place: number): Way[] {
  const line = `(SELECT audit_id FROM audit_seal WHERE place = ${place})`;
  const next = `(SELECT audit_id FROM audit_seal WHERE place = ${place + 1})`;
  const column = random.pick(texts);
  const at = random.integer(1, 3);
  const byte = random.integer(0, 31);
  const update = (change: string): string => `UPDATE audit SET ${change} WHERE id = ${line}`;
  return [
    {
      kind: "byte",
      what: `one character of ${column}`,
      // The character after it, so that it is another one in any case.
      sql: update(
        `${column} = overlay(${column} PLACING chr(ascii(substr(${column}, ${at}, 1)) + 1) FROM ${at} FOR 1)`,
      ),
    },
    { kind: "byte", what: "a millisecond", sql: update("at = at + interval '1 millisecond'") },
    {
      kind: "byte",
      what: "one digit in its data",
      sql: update(`data = jsonb_set(data, '{n}', to_jsonb((data->>'n')::bigint + 1))`),
    },
    {
      kind: "byte",
      what: "one byte of a hash",
      sql: `UPDATE audit_seal SET hash = set_byte(hash, ${byte}, get_byte(hash, ${byte}) # 1) WHERE place = ${place}`,
    },
    {
      kind: "row",
      what: "another line's words in its place",
      sql: `UPDATE audit SET (actor_name, action, subject_id, data) =
              (SELECT actor_name, action, subject_id, data FROM audit other WHERE other.id = ${next}) WHERE id = ${line}`,
    },
    {
      kind: "row",
      what: "a line put in behind it",
      sql: `INSERT INTO audit (xid, at, actor_kind, actor_id, actor_name, action, subject_type, subject_id, project_id, data)
            SELECT xid - 1, at, actor_kind, actor_id, actor_name, action, subject_type, subject_id, project_id, data
            FROM audit WHERE id = ${line} RETURNING id`,
    },
    {
      kind: "order",
      what: "swapped with the next line",
      sql: `UPDATE audit SET (at, actor_kind, actor_id, actor_name, action, subject_type, subject_id, data) =
              (SELECT at, actor_kind, actor_id, actor_name, action, subject_type, subject_id, data FROM audit other
               WHERE other.id = CASE audit.id WHEN ${line} THEN ${next} ELSE ${line} END)
            WHERE id IN (${line}, ${next})`,
    },
    { kind: "order", what: "its seal swapped with the next", sql: swapSeals(place) },
    { kind: "deletion", what: "the line", sql: `DELETE FROM audit WHERE id = ${line}` },
    {
      kind: "deletion",
      what: "the seal",
      sql: `DELETE FROM audit_seal WHERE place = ${place} RETURNING audit_id AS id`,
    },
    {
      kind: "deletion",
      what: "the line and its seal",
      sql: `WITH gone AS (DELETE FROM audit_seal WHERE place = ${place} RETURNING audit_id)
            DELETE FROM audit WHERE id IN (SELECT audit_id FROM gone)`,
    },
  ];
}

/** The seals of two neighbours change places, lines and hashes with them: the same things in another order. */
export function swapSeals(place: number): string {
  return `WITH pair AS (DELETE FROM audit_seal WHERE place IN (${place}, ${place + 1}) RETURNING *)
    INSERT INTO audit_seal SELECT ${2 * place + 1} - place, xid, audit_id, hash FROM pair ORDER BY place`;
}

/**
 * What was told of a mutation: at its place or at one of the two behind it, which it touches as well, or of a line without
 * a seal that it made.
 */
export function findTraces({ place }: Mutation, bare: string | null, wrong: readonly Wrong[]): Wrong[] {
  return wrong.filter((one) =>
    one.place === null
      ? String(one.auditId) === bare
      : Number(one.place) >= place && Number(one.place) <= place + 2,
  );
}
