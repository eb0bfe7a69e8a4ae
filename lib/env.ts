import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/**
 * One ComfyUI server as configured: its pool, where it is, how many runs it is given at once (COMFYUI_SLOTS when left
 * out), and how much it is preferred to others (1 when left out).
 */
export type ConfiguredServer = { pool: string; url: string; slots?: number; weight?: number };

/** More prompts than this in one server's queue help nobody. */
const mostSlots = 64;

const port = z.coerce
  .number({ error: "must be a port number" })
  .int("must be a port number")
  .min(0)
  .max(65_535);

const environmentSchema = z.object({
  DATABASE_URL: z
    .string({ error: "is missing: the address of a Postgres, postgresql://user:password@host:5432/name" })
    .regex(/^postgres(ql)?:\/\//, "must be a Postgres address: postgresql://user:password@host:5432/name"),
  COMFYUI_URL: z
    .string()
    .optional()
    .transform((text, context) =>
      parseServers(text ?? "", (message) => context.addIssue({ code: "custom", message })),
    ),
  PORT: port.default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATA_DIR: z.string().min(1).default("./data"),
  /** Holds `workflows/` and `params/`; those that come with the product when left out. */
  WORKFLOWS_DIR: z.string().min(1).optional(),
  STORAGE_URL: z
    .string()
    .regex(/^file:\/\//, "must be a file:// address; leave it out to keep files in DATA_DIR")
    .optional(),
  PROOFSHEET_API_KEY: z.string().min(16, "must have at least 16 characters").optional(),
  PROOFSHEET_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: "must be the http(s) address people use" }).optional(),
  TRUST_PROXY: z.stringbool("must be true or false").default(false),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  LOG_PROMPTS: z.stringbool("must be true or false").default(false),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({
      protocol: /^https?$/,
      error: "must be the http(s) address of an OTLP collector, http://host:4318",
    })
    .optional(),
  COMFYUI_WARM_UP: z.stringbool("must be true or false").default(true),
  COMFYUI_SLOTS: z.coerce.number().int().min(1).max(mostSlots).default(1),
});

export type Environment = z.infer<typeof environmentSchema>;

let cached: Environment | undefined;

/** The process environment, parsed once. Throws one Error that lists every problem. */
export function env(): Environment {
  cached ??= parseEnvironment(process.env);
  return cached;
}

/** Parses `source`; exported for tests. Empty values count as absent. */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const present = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const result = environmentSchema.safeParse(present);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
  throw new Error(`The environment cannot be used:\n${problems.join("\n")}`);
}

/** The folder of the file store: STORAGE_URL, else one in DATA_DIR. */
export function filesFolder({ STORAGE_URL, DATA_DIR }: Environment): string {
  return STORAGE_URL === undefined ? join(DATA_DIR, "files") : fileURLToPath(STORAGE_URL);
}

/** Only the database address, for tools that need nothing else. Throws one sentence when it cannot be used. */
export function databaseUrl(): string {
  const result = environmentSchema.shape.DATABASE_URL.safeParse(process.env["DATABASE_URL"]);
  if (result.success) return result.data;
  throw new Error(`DATABASE_URL ${result.error.issues[0]?.message ?? "cannot be used"}.`);
}

function parseServers(text: string, refuse: (message: string) => void): ConfiguredServer[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .flatMap((part) => {
      const [, pool, address] = /^(?:([a-z0-9][a-z0-9_-]*)=)?(.+)$/i.exec(part) ?? [];
      const url = address === undefined ? null : URL.parse(address);
      if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
        refuse(
          `has "${withoutCredentials(part)}", which is not an http(s) address (several: comma-separated, each optionally pool=url)`,
        );
        return [];
      }
      const options = parseServerOptions(url.hash.slice(1), (why) =>
        refuse(`has "${withoutCredentials(part)}": ${why}`),
      );
      url.hash = "";
      return [{ pool: pool ?? "default", url: url.href.replace(/\/+$/, ""), ...options }];
    });
}

/** A refused address is shown on a terminal and in logs. */
function withoutCredentials(address: string): string {
  return address.replace(/\/\/.*@/, "//");
}

const mostPerServer = { slots: mostSlots, weight: 1000 };

/** What stands behind the # of a server's address: `slots=2&weight=3`, both optional. */
function parseServerOptions(
  text: string,
  refuse: (message: string) => void,
): Pick<ConfiguredServer, "slots" | "weight"> {
  const options: Pick<ConfiguredServer, "slots" | "weight"> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : 0;
    if (name !== "slots" && name !== "weight") {
      refuse(`after # only slots and weight can be set, not "${name}" (#slots=2&weight=3)`);
    } else if (options[name] !== undefined) {
      refuse(`${name} is set twice`);
    } else if (number < 1 || number > mostPerServer[name]) {
      refuse(`${name} must be a whole number from 1 to ${mostPerServer[name]}`);
    } else {
      options[name] = number;
    }
  }
  return options;
}
