import { expect, it } from "vitest";
import { isDatabaseAway } from "./database-away.ts";

const raw = (cause: object) =>
  Object.assign(new Error("Raw query failed."), { code: "P2010", meta: { driverAdapterError: { cause } } });

it.each([
  ["an unreachable server", Object.assign(new Error("no"), { code: "P1001" })],
  ["an unreachable server under a raw query", raw({ kind: "DatabaseNotReachable" })],
  ["a connection ended by the server under a raw query", raw({ kind: "postgres", code: "57P01" })],
  [
    "a connection that died in a transaction",
    new Error("Client has encountered a connection error and is not queryable"),
  ],
  [
    "a refused connection below another error",
    new Error("x", { cause: Object.assign(new Error("y"), { code: "ECONNREFUSED" }) }),
  ],
])("%s is away", (_what, error) => {
  expect(isDatabaseAway(error)).toBe(true);
});

it.each([
  ["a wrong query", raw({ kind: "postgres", code: "42601" })],
  ["a broken rule", Object.assign(new Error("no"), { code: "P2002" })],
  ["anything else", "text"],
])("%s is not", (_what, error) => {
  expect(isDatabaseAway(error)).toBe(false);
});
