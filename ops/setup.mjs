// Brings a clone to where TypeScript can run: packages, pinned runtime, generated database client. Each step is
// skipped when its inputs have not changed, so a second start costs milliseconds. Plain JavaScript, Node 20.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import process from "node:process";
import { step } from "./progress.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const minimumNode = 20;
const neededNode = [22, 18];

/** Does what is missing; returns the path of the runtime to carry on with. Throws one sentence with the remedy. */
export async function setUp() {
  process.chdir(root);
  if (Number(process.versions.node.split(".")[0]) < minimumNode) {
    throw new Error(
      `Proofsheet needs Node ${minimumNode} or newer; this is ${process.versions.node}. Install a newer one from nodejs.org.`,
    );
  }
  const stamps = readStamps();
  const lock = fingerprint(["package.json", "package-lock.json", ".npmrc"]);
  if (stamps.packages !== lock) {
    await step("Packages and runtime", "the first time this takes a minute or two", () =>
      run(
        npmCommand(),
        ["ci", "--no-audit", "--no-fund", "--loglevel=error"],
        "npm could not install the packages",
      ),
    );
    writeStamp({ packages: lock });
  }
  const runtime = findRuntime();
  const schema = fingerprint(readdirSync("prisma/schema").map((file) => join("prisma/schema", file)));
  if (stamps.schema !== schema || !existsSync("prisma/generated/client.ts")) {
    await step("Database client", "", () => generateClient(runtime));
    writeStamp({ schema });
  }
  return runtime;
}

/** The runtime pinned in package.json where npm has it for this platform, otherwise this one if it is new enough. */
function findRuntime() {
  const pinned = join(root, "node_modules", ".bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(pinned)) return pinned;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > neededNode[0] || (major === neededNode[0] && minor >= neededNode[1])) return process.execPath;
  throw new Error(
    `There is no pinned runtime for ${process.platform}-${process.arch}. Install Node ${neededNode.join(".")} or newer and start again.`,
  );
}

/**
 * The generator asks for a schema engine that it never runs and would download it; naming any executable that exists
 * keeps this step offline.
 */
function generateClient(runtime) {
  return run(
    runtime,
    ["node_modules/prisma/build/index.js", "generate"],
    "The database client could not be generated",
    {
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    },
  );
}

function run(command, args, failure, extra = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...extra },
      shell: process.platform === "win32",
    });
    let said = "";
    const keep = (chunk) => (said += chunk);
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => fail(new Error(`${failure}: ${error.message}`)));
    child.on("exit", (code) =>
      code === 0 ? done() : fail(new Error(`${failure}:\n${said.trim().slice(0, 3000)}`)),
    );
  });
}

function npmCommand() {
  return process.platform === "win32" ? "npm.cmd" : "npm";
}

function fingerprint(files) {
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}`);
  for (const file of files.sort()) if (existsSync(file)) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

const stampFile = "node_modules/.proofsheet.json";

function readStamps() {
  try {
    return JSON.parse(readFileSync(stampFile, "utf8"));
  } catch {
    return {};
  }
}

function writeStamp(change) {
  mkdirSync("node_modules", { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ ...readStamps(), ...change }));
}
