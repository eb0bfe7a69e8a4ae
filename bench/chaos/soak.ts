import { readFile } from "node:fs/promises";
import { judged, notMeasured, type Bar } from "../kit/bar.ts";
import type { Session } from "../kit/session.ts";
import { startArena, type Arena } from "./arena/arena.ts";
import { pause } from "./arena/load.ts";
import { startTraffic } from "./arena/traffic.ts";
import { restAndJudge, sendFaults } from "./mixed.ts";
import { fitSlope } from "./fit-slope.ts";

const usual = { minutes: 20, leastRuns: 20_000, leastDecisions: 20_000 };
const short = { minutes: 3, leastRuns: 0, leastDecisions: 0 };
const gapMs: [number, number] = [5000, 15_000];
const sampleEveryMs = 2000;
/** Caches fill and code is compiled in a process's first minutes; a slope is of what comes after. */
const warmUpMinutes = 5;
const mostMbPerMinute = 1;
/** What the load leaves in the store, and some to spare. */
const megabytesAMinute = 64;
/** A process has to be looked at for so long after its warm-up. */
const minutesForSlope = 5;

/** R4: a long day with a fault every few seconds; the same without faults beside it, for what memory does then. */
export async function soak(session: Session): Promise<Bar[]> {
  const { extra, quick } = session.options;
  const isShort = quick || extra["short"] === "true";
  const figures = isShort ? short : usual;
  const minutes = Number(extra["minutes"] ?? figures.minutes);
  const bars = await spend(session, minutes, true, figures);
  // Without faults only memory is looked at; a short run says nothing about a slope.
  return minutes < warmUpMinutes + minutesForSlope
    ? bars
    : [...bars, ...(await spend(session, minutes, false, figures))];
}

async function spend(
  session: Session,
  minutes: number,
  hasFaults: boolean,
  { leastRuns, leastDecisions }: typeof usual,
): Promise<Bar[]> {
  const name = hasFaults ? "R4" : "R4 without faults";
  const arena = await startArena({
    streams: 3,
    slots: 4,
    collectsGarbage: true,
    diskMegabytes: 512 + Math.ceil(minutes * megabytesAMinute),
  });
  try {
    await arena.openRound();
    const untilMs = performance.now() + minutes * 60_000;
    const isOver = () => performance.now() >= untilMs;
    const traffic = startTraffic(arena, session.random, { backlog: 60, longestMs: 120 });
    const memory = watchMemory(arena);
    const faults = hasFaults ? await sendFaults(session, arena, traffic, { isOver, gapMs, noise: 0 }) : 0;
    if (!hasFaults) await pause(untilMs - performance.now());
    await traffic.stop();
    const slopes = memory.stop();
    session.note(`${name} memory, MB a minute`, slopes);
    session.table(
      ["process", "MB a minute", "seconds looked at"],
      slopes.map(({ name: of, slope, seconds }) => [of, slope.toFixed(2), seconds.toFixed(0)]),
    );
    const decisions = arena.ledger.decisions.filter(({ revision }) => revision !== null).length;
    return [
      ...(await restAndJudge(session, arena, name)),
      ...judgeCounts(name, faults, traffic.runIds.length, decisions, { leastRuns, leastDecisions }),
      judgeSlopes(name, slopes),
    ];
  } finally {
    await arena.stop();
  }
}

function judgeCounts(
  name: string,
  faults: number,
  runs: number,
  decisions: number,
  { leastRuns, leastDecisions }: { leastRuns: number; leastDecisions: number },
): Bar[] {
  const measured = `${runs} runs, ${decisions} decisions, ${faults} faults`;
  const bar = `≥ ${leastRuns} and ${leastDecisions}`;
  if (runs >= leastRuns && decisions >= leastDecisions) return [judged(`${name} load`, measured, bar, true)];
  return [{ ...notMeasured(`${name} load`, bar, "this machine did not get through so many"), measured }];
}

function judgeSlopes(name: string, slopes: readonly Slope[]): Bar {
  const bar = `≤ ${mostMbPerMinute} MB/min`;
  const long = slopes.filter(({ seconds }) => seconds >= minutesForSlope * 60);
  if (long.length === 0) {
    return notMeasured(`${name} memory`, bar, "too short for a slope; no process lived long enough");
  }
  const most = Math.max(...long.map(({ slope }) => slope));
  return judged(`${name} memory`, `${most.toFixed(2)} MB/min at most`, bar, most <= mostMbPerMinute);
}

type Slope = { name: string; slope: number; seconds: number };

/** Looks at the resident memory of our processes; a process that is started again is another one. */
function watchMemory(arena: Arena): { stop(): Slope[] } {
  const samples = new Map<string, { atMs: number; mb: number }[]>();
  let isStopped = false;
  async function watch(): Promise<void> {
    while (!isStopped) {
      for (const kept of [arena.web, ...arena.workers]) {
        const { name, pid } = await kept.current();
        const mb = await readResidentMb(pid);
        if (mb === null) continue;
        const own = samples.get(`${name} (${pid})`) ?? [];
        samples.set(`${name} (${pid})`, own);
        own.push({ atMs: performance.now(), mb });
      }
      await pause(sampleEveryMs);
    }
  }
  void watch();
  return {
    stop() {
      isStopped = true;
      return [...samples].flatMap(([name, own]) => {
        const warmAtMs = (own[0]?.atMs ?? 0) + warmUpMinutes * 60_000;
        const warm = own.filter(({ atMs }) => atMs >= warmAtMs);
        const [first, last] = [warm[0], warm.at(-1)];
        if (first === undefined || last === undefined || warm.length < 10) return [];
        const slope = fitSlope(warm.map(({ atMs, mb }) => [atMs / 60_000, mb]));
        return [{ name, slope, seconds: (last.atMs - first.atMs) / 1000 }];
      });
    },
  };
}

async function readResidentMb(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}
