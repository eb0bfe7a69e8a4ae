import { readSettings } from "./settings.ts";
import { startSimulator } from "./start-simulator.ts";

/** `npm run simulator`: one simulated ComfyUI, until it is told to end or its parent dies. */
async function main(): Promise<void> {
  const settings = readSettings();
  if ("problems" in settings) return fail(settings.problems.join("\n"));
  const { SIMULATOR_PORT: port, SIMULATOR_HOST: host, SIMULATOR_DIRECTORY: directory } = settings;
  const simulator = await startSimulator({
    port,
    host,
    name: settings.SIMULATOR_NAME,
    profile: settings.SIMULATOR_PROFILE,
    speed: settings.SIMULATOR_SPEED,
    ...(directory === undefined ? {} : { directory }),
  }).catch((error: NodeJS.ErrnoException) =>
    fail(
      error.code === "EADDRINUSE"
        ? `Port ${port} is in use. Set SIMULATOR_PORT to a free one, or stop what listens there.`
        : `The simulator could not start on ${host}:${port}: ${error.message}`,
    ),
  );
  const stop = (): void => void simulator.stop().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  process.once("disconnect", stop);
  process.stdout.write(
    `${settings.SIMULATOR_NAME} (ComfyUI ${settings.SIMULATOR_PROFILE}) listens on ${simulator.url}\n`,
  );
  process.send?.({ ready: true, url: simulator.url });
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

await main();
