import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "#prisma";

/** The database as the stores see it: a client or a transaction of one. */
export type Db = PrismaClient;

export type DbOptions = { url: string; poolSize?: number };

export function createDb({ url, poolSize = 20 }: DbOptions): Db {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: poolSize, connectionTimeoutMillis: 5000 }),
  });
}
