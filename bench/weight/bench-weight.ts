import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { judged, type Bar } from "../kit/bar.ts";
import { startRig, type RigWeb } from "../kit/rig.ts";
import { outputId, runId, seedLibrary, workflowNames } from "../kit/seed-library.ts";
import type { Session } from "../kit/session.ts";
import { hasFormEngine, scriptsOf, weigh, type Weight } from "./page-scripts.ts";

/**
 * What every page weighed when somebody last looked at it on purpose, in KB of 1,024 bytes; changed with `--record`. And
 * ViewComfy's playground, built from commit 9ff9f09 and weighed in the same way.
 */
const recordFile = "bench/weight/recorded.json";
type Recorded = { viewComfyPlayground: number; pages: Record<string, number> };

const mostGrowth = 1.05;
const mostReview = 180;
const mostSignIn = 130;
const mostOfViewComfy = 0.3;

const pages: readonly { path: string; at?: string; isPublic?: true }[] = [
  { path: "/sign-in", isPublic: true },
  { path: "/" },
  { path: "/review" },
  { path: "/review?output=…", at: `/review?output=${outputId(1)}` },
  { path: "/generate" },
  { path: "/generate/…", at: `/generate/${workflowNames.usual}` },
  { path: "/runs" },
  { path: "/runs/…", at: `/runs/${runId(1)}` },
  { path: "/workflows" },
  { path: "/workflows/…", at: `/workflows/${workflowNames.usual}` },
  { path: "/servers" },
  { path: "/settings" },
];

/**
 * P10: what the scripts weigh that the served HTML of each page names, gzipped. Each page is held to what it weighed
 * when that was last written down.
 */
export async function benchWeight(session: Session): Promise<Bar[]> {
  const rig = await startRig();
  try {
    await seedLibrary(rig.databaseUrl, { outputs: 4, perRun: 4, states: "pending", files: [] });
    const web = await rig.web();
    const weights = new Map<string, Weight>();
    for (const { path, at = path, isPublic } of pages) {
      weights.set(path, await weighPage(web, at, isPublic === true));
    }
    session.note("weights", Object.fromEntries(weights));
    // The control: the form's page fetches the engine later, so it must be in some script of the build.
    if (!(await isEngineBuilt()))
      throw new Error("The form engine is not found in the build where it must be.");
    const recorded = JSON.parse(await readFile(recordFile, "utf8")) as Recorded;
    tell(session, weights, recorded);
    if (session.options.extra["record"] === "true") {
      recorded.pages = Object.fromEntries(
        [...weights].map(([path, { kilobytes }]) => [path, round(kilobytes)]),
      );
      await writeFile(recordFile, `${JSON.stringify(recorded, null, 2)}\n`);
      session.say(`written down in ${recordFile}`);
    }
    return judge(weights, recorded);
  } finally {
    await rig.stop();
  }
}

async function weighPage({ url, key }: RigWeb, path: string, isPublic: boolean): Promise<Weight> {
  const headers: Record<string, string> = isPublic ? {} : { authorization: `Bearer ${key}` };
  const page = await fetch(`${url}${path}`, { headers, redirect: "manual" });
  if (page.status !== 200) throw new Error(`${path} was answered with ${page.status}.`);
  const addresses = scriptsOf(await page.text());
  if (addresses.length === 0) throw new Error(`${path} names no script; this cannot be the page.`);
  return weigh(addresses, async (address) => {
    const reply = await fetch(new URL(address, url));
    if (!reply.ok) throw new Error(`${address} was answered with ${reply.status}.`);
    return reply.text();
  });
}

async function isEngineBuilt(): Promise<boolean> {
  const folder = ".next/static/chunks";
  for (const name of await readdir(folder, { recursive: true })) {
    if (name.endsWith(".js") && hasFormEngine(await readFile(join(folder, name), "utf8"))) return true;
  }
  return false;
}

function tell(session: Session, weights: ReadonlyMap<string, Weight>, { pages: known }: Recorded): void {
  session.table(
    ["page", "KB gzip", "written down", "scripts", "heaviest KB"],
    [...weights].map(([path, { kilobytes, scripts }]) => [
      path,
      kilobytes.toFixed(1),
      known[path]?.toFixed(1) ?? "–",
      scripts.length,
      scripts
        .map((script) => script.kilobytes)
        .toSorted((a, b) => b - a)
        .slice(0, 3)
        .map((heavy) => heavy.toFixed(0))
        .join(" "),
    ]),
  );
}

function judge(weights: ReadonlyMap<string, Weight>, recorded: Recorded): Bar[] {
  const weightOf = (path: string): Weight => {
    const weight = weights.get(path);
    if (weight === undefined) throw new Error(`${path} was not weighed.`);
    return weight;
  };
  const review = weightOf("/review");
  const signIn = weightOf("/sign-in");
  const ofViewComfy = review.kilobytes / recorded.viewComfyPlayground;
  const grown = [...weights].flatMap(([path, { kilobytes }]) => {
    const known = recorded.pages[path];
    if (known !== undefined && kilobytes <= known * mostGrowth) return [];
    return [`${path} ${known?.toFixed(1) ?? "not written down"} → ${kilobytes.toFixed(1)}`];
  });
  return [
    atMost("P10 review page", review.kilobytes, mostReview),
    atMost("P10 sign-in page", signIn.kilobytes, mostSignIn),
    judged(
      "P10 review page to ViewComfy's playground",
      `${ofViewComfy.toFixed(2)} ×`,
      `≤ ${mostOfViewComfy} ×`,
      ofViewComfy <= mostOfViewComfy,
      `${recorded.viewComfyPlayground} KB`,
    ),
    judged(
      "P10 form engine on the review page",
      review.hasFormEngine ? "there" : "absent",
      "absent",
      !review.hasFormEngine,
    ),
    judged(
      "P10 pages over 5 % heavier than written down",
      String(grown.length),
      "0",
      grown.length === 0,
      ...(grown.length > 0 ? [grown.join("; ")] : []),
    ),
  ];
}

function atMost(id: string, kilobytes: number, most: number): Bar {
  return judged(id, `${kilobytes.toFixed(1)} KB`, `≤ ${most} KB`, kilobytes <= most);
}

function round(kilobytes: number): number {
  return Math.round(kilobytes * 10) / 10;
}
