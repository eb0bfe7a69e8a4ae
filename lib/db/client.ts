import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Prisma, PrismaClient } from "#prisma";
import { takeAppRole } from "./app-role.ts";
import { endSilence } from "./end-silence.ts";

/** The database as the stores see it: a client or a transaction of one. */
export type Db = PrismaClient;

export type DbOptions = {
  url: string;
  /** Connections for either kind of statement: those that keep their plan, and those that are planned by their values. */
  poolSize?: number;
  /**
   * For a process that sends the same few statements for ever, also in transactions: one plan for each of them whatever
   * its values.
   */
  keepsPlans?: boolean;
  /** A connection on which a query has not been answered for so long is given up, and the query fails. */
  silentMs?: number;
};

/** Longer than any statement of ours takes. */
const usualSilentMs = 15_000;

/**
 * Options of every connection. Postgres takes a page out of order for four times as dear as the next one, as on a turning disk, and then reads whole
 * tables where an index has the few rows of a page of a list. And it compiles what it believes to be long, for longer
 * than any of our statements takes.
 */
export const forShortStatements = "-c random_page_cost=1.1 -c jit=off";

/**
 * Makes a plan when a statement is first sent and keeps it. Postgres by itself plans five times on each connection
 * before it keeps one, and the planning of a statement of many tables takes ten times as long as the statement.
 */
const keepingPlans = `${forShortStatements} -c plan_cache_mode=force_generic_plan`;

export function createDb({
  url,
  poolSize = 20,
  keepsPlans = false,
  silentMs = usualSilentMs,
}: DbOptions): Db {
  // Named, a statement is read and planned once on each connection instead of each time it is sent.
  const nameOf = nameStatements();
  function connections(more: pg.PoolConfig): { pool: pg.Pool; adapter: PrismaPg } {
    const pool = new pg.Pool({
      connectionString: url,
      max: poolSize,
      connectionTimeoutMillis: 5000,
      // What a client that vanished has locked, others can have again.
      idle_in_transaction_session_timeout: 2 * silentMs,
      // Waited for before anybody is given the connection.
      async onConnect(client) {
        if (client instanceof pg.Client) endSilence(client.connection.stream, silentMs);
        await client.query(takeAppRole);
      },
      ...more,
    });
    // One that ends while it rests is replaced when it is needed; unheard, its error would end the process. Prisma listens
    // only once it has been asked something.
    pool.on("error", () => undefined);
    return {
      pool,
      adapter: new PrismaPg(pool, { disposeExternalPool: true, statementNameGenerator: nameOf }),
    };
  }

  const kept = connections({
    options: keepingPlans,
    // A connection that is closed takes its plans along; one that rests must not be forgotten by what lies on the way.
    idleTimeoutMillis: 0,
    keepAlive: true,
    keepAliveInitialDelayMillis: 60_000,
  });
  const adapter = keepsPlans
    ? kept.adapter
    : byPlan(kept.adapter, connections({ options: forShortStatements }).adapter);
  const db = new PrismaClient({ adapter });
  drivers.set(db, { pool: kept.pool, nameOf });
  return db;
}

type AdapterFactory = NonNullable<Prisma.PrismaClientOptions["adapter"]>;

/**
 * Two kinds of connections as one: `kept` for statements that keep their plan, `planned` for those that are planned by
 * their values, and for transactions, which may hold either.
 */
function byPlan(kept: PrismaPg, planned: PrismaPg): AdapterFactory {
  const { provider, adapterName } = kept;
  return {
    provider,
    adapterName,
    async connect() {
      const [keeping, planning] = await Promise.all([kept.connect(), planned.connect()]);
      const suited = ({ sql }: { sql: string }) => (isPlannedByValue(sql) ? planning : keeping);
      return {
        provider,
        adapterName,
        queryRaw: (statement) => suited(statement).queryRaw(statement),
        executeRaw: (statement) => suited(statement).executeRaw(statement),
        startTransaction: (level) => planning.startTransaction(level),
        executeScript: (script) => planning.executeScript(script),
        getConnectionInfo: () => planning.getConnectionInfo(),
        async dispose() {
          await Promise.all([keeping.dispose(), planning.dispose()]);
        },
      };
    },
  };
}

type Driver = { pool: pg.Pool; nameOf: (statement: { sql: string }) => string };

const drivers = new WeakMap<object, Driver>();

/**
 * The rows of a statement that somebody waits for, straight from the driver: the way through Prisma takes as long as a
 * small statement itself. It keeps its plan; in a transaction it goes through Prisma all the same. Both answer booleans,
 * 32-bit integers, text, dates and JSON alike; anything else is to be cast to one of these.
 */
export async function queryRows<Row extends object>(
  db: Db | Prisma.TransactionClient,
  statement: Prisma.Sql,
): Promise<Row[]> {
  const driver = drivers.get(db);
  if (driver === undefined) return db.$queryRaw<Row[]>(statement);
  const { text, values } = statement;
  const { rows } = await driver.pool.query<Row>({ name: driver.nameOf({ sql: text }), text, values });
  return rows;
}

/** Lists of other lengths are other statements: past so many, a statement is planned each time it is sent. */
const mostNamed = 300;
const unnamed = "";
/** What is looked for decides how it is best found: a word of all prompts otherwise than one of a few. */
const plannedByValue = /@@|@>|&&|\/\* by its values \*\//;

/** Stands in a statement that is planned each time it is sent, for the values that are sent with it. */
export const byItsValues = Prisma.sql`/* by its values */`;

/** Whether a statement is planned anew each time; any other keeps one plan once it was sent a few times. */
export function isPlannedByValue(sql: string): boolean {
  return plannedByValue.test(sql);
}

function nameStatements(): (statement: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= mostNamed || isPlannedByValue(sql)) return unnamed;
    const name = `s${createHash("sha256").update(sql).digest("hex").slice(0, 20)}`;
    names.set(sql, name);
    return name;
  };
}
