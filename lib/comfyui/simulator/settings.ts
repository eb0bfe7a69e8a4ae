import { z } from "zod";
import { profileNames } from "./profile.ts";

const settingsSchema = z.object({
  SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(8188),
  SIMULATOR_HOST: z.string().min(1).default("127.0.0.1"),
  SIMULATOR_PROFILE: z.enum(profileNames).default("0.33.0"),
  SIMULATOR_SPEED: z.coerce.number().min(0).default(1),
  SIMULATOR_NAME: z.string().min(1).default("simulator"),
  SIMULATOR_DIRECTORY: z.string().min(1).optional(),
});

export type SimulatorSettings = z.infer<typeof settingsSchema>;

/** The settings, or one line for each variable that is wrong. The only place here that reads the environment. */
export function readSettings(
  environment: Record<string, string | undefined> = process.env,
): SimulatorSettings | { problems: string[] } {
  const parsed = settingsSchema.safeParse(environment);
  if (parsed.success) return parsed.data;
  return { problems: parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) };
}
