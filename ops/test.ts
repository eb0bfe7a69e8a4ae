import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import process from "node:process";
import { checks, runCheck } from "./check.ts";
import { runBrowserTests } from "./e2e.ts";

// Everything that has to hold before a change lands: checks, unit and integration tests, browser tests, faults. All
// parts run even when one fails, and the last line counts.
type Count = { passed: number; failed: number };

async function runChecks(): Promise<Count> {
  const count: Count = { passed: 0, failed: 0 };
  for (const { name, args } of checks) {
    const { ok, output } = await runCheck(args);
    console.log(`${ok ? "✓" : "✗"} ${name}`);
    if (!ok) console.log(output.trim());
    count[ok ? "passed" : "failed"] += 1;
  }
  return count;
}

async function runVitest(): Promise<Count> {
  const report = "test-results/vitest.json";
  await rm(report, { force: true });
  const code = await new Promise<number>((done) => {
    const child = spawn(
      process.execPath,
      [
        "node_modules/vitest/vitest.mjs",
        "run",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${report}`,
      ],
      { stdio: "inherit" },
    );
    child.on("exit", (exit) => done(exit ?? 1));
  });
  const { numPassedTests = 0, numFailedTests = 0 } = await readReport<{
    numPassedTests: number;
    numFailedTests: number;
  }>(report);
  return atLeastOneFailure({ passed: numPassedTests, failed: numFailedTests }, code);
}

async function runPlaywright(): Promise<Count> {
  const report = "test-results/e2e.json";
  await rm(report, { force: true });
  const code = await runBrowserTests([]).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  });
  const { stats } = await readReport<{ stats: { expected: number; unexpected: number; flaky: number } }>(
    report,
  );
  return atLeastOneFailure(
    { passed: stats?.expected ?? 0, failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) },
    code,
  );
}

/** What has to survive before every change: each in its short form, on the build that the browser tests have made. */
const faultPrograms = [
  ["survive", "--short", "--seeds", "1", "--seed", "2"],
  ["soak", "--short", "--minutes", "0.5", "--seed", "2"],
  ["disk", "poison", "races", "--short"],
];

async function runFaults(): Promise<Count> {
  const count: Count = { passed: 0, failed: 0 };
  for (const args of faultPrograms) {
    const { code, said } = await runAloud(["bench/chaos/main.ts", ...args]);
    const verdicts = [...said.matchAll(/^.+ \(bar .+\) (PASS|FAIL|NOT MEASURED)\b/gm)];
    const countOf = (verdict: string): number => verdicts.filter(([, own]) => own === verdict).length;
    const told = { passed: countOf("PASS"), failed: countOf("FAIL") };
    // What this machine cannot measure, such as a full disk without root, counts as neither.
    const own = code === 0 && verdicts.length > 0 ? told : atLeastOneFailure(told, code);
    count.passed += own.passed;
    count.failed += own.failed;
  }
  return count;
}

/** Runs a program whose words are wanted by people and by us. */
function runAloud(args: readonly string[]): Promise<{ code: number; said: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      process.stdout.write(chunk);
    });
    child.on("exit", (code) => done({ code: code ?? 1, said }));
  });
}

/** A runner that died without counting has failed all the same; so has one that ran nothing. */
function atLeastOneFailure(count: Count, code: number): Count {
  const ranNothing = count.passed + count.failed === 0;
  return (code !== 0 || ranNothing) && count.failed === 0 ? { ...count, failed: 1 } : count;
}

async function readReport<T>(file: string): Promise<Partial<T>> {
  return JSON.parse(await readFile(file, "utf8").catch(() => "{}")) as Partial<T>;
}

const parts: [string, () => Promise<Count>][] = [
  ["Checks", runChecks],
  ["Unit and integration tests", runVitest],
  ["Browser tests", runPlaywright],
  ["Faults", runFaults],
];
const total: Count = { passed: 0, failed: 0 };
for (const [title, part] of parts) {
  console.log(`\n— ${title}\n`);
  const count = await part();
  total.passed += count.passed;
  total.failed += count.failed;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
