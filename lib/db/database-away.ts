const awayCodes = new Set([
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
  "ECONNREFUSED",
  "ECONNRESET",
  "57P01",
  "57P02",
  "57P03",
]);

/** pg's own words, without a code: a connection that died inside a transaction, and a pool that had none to give. */
const awayWords =
  /connection error and is not queryable|Connection terminated|timeout exceeded when trying to connect/;

const awayKinds = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout"]);

/** Whether an error means that the database could not be reached or hung up, so that the same may work shortly. */
export function isDatabaseAway(error: unknown): boolean {
  for (let current = error, depth = 0; depth < 6 && isObject(current); depth += 1) {
    const { code, kind, message } = current;
    if (typeof code === "string" && awayCodes.has(code)) return true;
    if (typeof kind === "string" && awayKinds.has(kind)) return true;
    if (typeof message === "string" && awayWords.test(message)) return true;
    current = adapterError(current) ?? current["cause"];
  }
  return false;
}

/** Raw queries hide the driver's error in `meta` behind a code of their own. */
function adapterError({ meta }: Record<string, unknown>): unknown {
  return isObject(meta) && isObject(meta["driverAdapterError"])
    ? meta["driverAdapterError"]["cause"]
    : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
