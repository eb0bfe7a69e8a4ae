// Exit code 0 when the web process answers that it is ready, 1 with the reason otherwise. For containers and scripts.
import process from "node:process";

const host =
  process.env.HOST && process.env.HOST !== "0.0.0.0" && process.env.HOST !== "::"
    ? process.env.HOST
    : "127.0.0.1";
const address = `http://${host.includes(":") ? `[${host}]` : host}:${process.env.PORT || 3000}/api/health/ready`;

try {
  const response = await fetch(address, { signal: AbortSignal.timeout(5000) });
  if (!response.ok) {
    console.error(`Not ready (${response.status}): ${(await response.text()).slice(0, 500)}`);
    process.exitCode = 1;
  }
} catch (error) {
  console.error(
    `Nothing answers at ${address}: ${error.cause?.code ?? error.name}. Is the web process running?`,
  );
  process.exitCode = 1;
}
