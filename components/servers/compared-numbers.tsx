import { lengthOfTime } from "#lib/relative-time";
import type { ServerView } from "#lib/server/server-schema";

/** The most that any of so many servers has of each: bars are as long as their share of it. */
export type Scale = { servers: number; median: number; ended: number; gpuSeconds: number };

export function scaleOf(servers: readonly ServerView[]): Scale {
  return {
    servers: servers.length,
    median: Math.max(0, ...servers.map(({ medianSeconds }) => medianSeconds ?? 0)),
    ended: Math.max(0, ...servers.map(({ lastDay }) => lastDay.ended)),
    gpuSeconds: Math.max(0, ...servers.map(({ lastDay }) => lastDay.gpuSeconds)),
  };
}

/** Numbers one compares between servers, each with a bar on a scale that all of them share; a single one has none. */
export function ComparedNumbers({ server, scale }: { server: ServerView; scale: Scale }) {
  const { medianSeconds, lastDay } = server;
  const isAlone = scale.servers === 1;
  return (
    <dl className="grid grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-1.5 text-xs">
      <Line
        term="Median run, 1 h"
        value={medianSeconds ?? 0}
        most={isAlone ? 0 : scale.median}
        words={medianSeconds === null ? "none yet" : lengthOfTime(medianSeconds)}
      />
      <Line
        term="Attempts, 24 h"
        value={lastDay.ended}
        most={isAlone ? 0 : scale.ended}
        words={String(lastDay.ended)}
      />
      <Line
        term="GPU time, 24 h"
        value={lastDay.gpuSeconds}
        most={isAlone ? 0 : scale.gpuSeconds}
        words={lengthOfTime(lastDay.gpuSeconds)}
      />
    </dl>
  );
}

type LineProps = { term: string; value: number; most: number; words: string };

function Line({ term, value, most, words }: LineProps) {
  return (
    <div className="col-span-3 grid grid-cols-subgrid items-center">
      <dt className="text-faint">{term}</dt>
      <dd aria-hidden>
        {most > 0 && (
          <div className="h-2 rounded-[2px] bg-sunk">
            <div
              className="h-full rounded-[2px] bg-line-strong"
              style={{ width: `${Math.round((value / most) * 100)}%` }}
            />
          </div>
        )}
      </dd>
      <dd className="min-w-14 text-right text-soft tabular">{words}</dd>
    </div>
  );
}
