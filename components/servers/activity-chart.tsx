"use client";

import { useId } from "react";
import type { ServerView } from "#lib/server/server-schema";

const barWidth = 16;
const gap = 4;
const height = 44;

/** The last hour in spans of five minutes: how many attempts ended, the failed ones hatched at the foot. */
export function ActivityChart({ name, spans }: { name: string; spans: ServerView["lastHour"] }) {
  const hatch = useId();
  const most = Math.max(1, ...spans.map(({ ended }) => ended));
  const width = spans.length * (barWidth + gap) - gap;
  const { ended, failed } = totalOf(spans);
  return (
    <figure className="grid gap-1">
      <svg
        role="img"
        aria-label={`${name}, last hour: ${ended} ${ended === 1 ? "attempt" : "attempts"} ended, ${failed} of them in an error`}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className="h-11 w-full"
      >
        <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="4" className="fill-rejected-tint" />
          <rect width="2" height="4" className="fill-rejected" />
        </pattern>
        {spans.map((span, index) => (
          <Bar key={span.from} span={span} x={index * (barWidth + gap)} most={most} hatch={hatch} />
        ))}
      </svg>
      <figcaption className="flex justify-between text-2xs text-faint">
        <span>1 hour ago</span>
        <span>now</span>
      </figcaption>
    </figure>
  );
}

type BarProps = { span: ServerView["lastHour"][number]; x: number; most: number; hatch: string };

function Bar({ span: { from, ended, failed }, x, most, hatch }: BarProps) {
  const tall = (ended / most) * (height - 2);
  const bad = (failed / most) * (height - 2);
  return (
    <g>
      <title>{`From ${new Date(from).toLocaleTimeString()}: ${ended} ended, ${failed} in an error`}</title>
      {/* The ground line, so that a span without work is seen as one. */}
      <rect x={x} y={height - 1} width={barWidth} height={1} className="fill-line-strong" />
      <rect x={x} y={height - 1 - tall} width={barWidth} height={tall - bad} className="fill-approved" />
      <rect x={x} y={height - 1 - bad} width={barWidth} height={bad} fill={`url(#${hatch})`} />
    </g>
  );
}

/** What the spans add up to. */
export function totalOf(spans: ServerView["lastHour"]): { ended: number; failed: number } {
  return spans.reduce(
    (sum, { ended, failed }) => ({ ended: sum.ended + ended, failed: sum.failed + failed }),
    { ended: 0, failed: 0 },
  );
}
