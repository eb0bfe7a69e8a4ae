import pino from "pino";
import { env } from "./env.ts";

/**
 * JSON lines for machines. Child loggers carry run, attempt and server. Text that people typed (params, prompts) is
 * never logged unless LOG_PROMPTS is on; credentials never.
 */
export type Log = pino.Logger;

const secrets = [
  "*.password",
  "*.token",
  "*.authorization",
  "*.cookie",
  "headers.authorization",
  "headers.cookie",
];
const prompts = [
  "params",
  "*.params",
  "prompt",
  "*.prompt",
  "graph",
  "*.graph",
  "current_inputs",
  "*.current_inputs",
];

export function createLog(process: string): Log {
  const { LOG_LEVEL, LOG_PROMPTS } = env();
  return pino({
    level: LOG_LEVEL,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: LOG_PROMPTS ? secrets : [...secrets, ...prompts], censor: "[redacted]" },
  });
}
