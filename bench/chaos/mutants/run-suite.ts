import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";

export type SuiteResult = { passed: number; failed: string[]; output: string };

type Report = {
  testResults?: { assertionResults: { fullName: string; status: string; failureMessages: string[] }[] }[];
};

/**
 * Runs the tests of the tree in `folder` whose names have one of the words, up to the first failure with `bail`. Only a test that ran and failed counts as failed: a file that cannot be
 * loaded has noticed nothing.
 */
export async function runSuite(
  folder: string,
  databaseUrl: string,
  { files, words, bail }: { files: readonly string[]; words: readonly string[]; bail: boolean },
): Promise<SuiteResult> {
  const report = join(folder, "report.json");
  await rm(report, { force: true });
  const chosen = ["--testNamePattern", words.join("|"), ...(bail ? ["--bail", "1"] : []), ...files];
  const vitest = ["node_modules/vitest/vitest.mjs", "run", "--reporter=json", `--outputFile=${report}`];
  const output = await new Promise<string>((resolve) => {
    const child = spawn(process.execPath, [...vitest, ...chosen], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, TEST_DATABASE_URL: databaseUrl },
    });
    let text = "";
    const keep = (chunk: Buffer) => void (text = (text + chunk.toString()).slice(-4000));
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("exit", () => resolve(text));
  });
  const { testResults = [] } = JSON.parse(await readFile(report, "utf8").catch(() => "{}")) as Report;
  const ran = testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    passed: ran.filter(({ status }) => status === "passed").length,
    failed: ran.filter(({ status }) => status === "failed").map(({ fullName }) => fullName),
    output,
  };
}
