import type { SVGProps } from "react";
import type { MarkColour, Shape } from "#lib/comment/shape-schema";

export type MarkLook = "posted" | "draft" | "ghost";

type MarkProps = {
  shape: Shape;
  /** Stands in a pin. */
  number: string;
  look: MarkLook;
  isLit: boolean;
  /** Id of the arrow heads in the same drawing, see ArrowHeads. */
  headsId: string;
};

const haloPx = 2.5;

/** One mark: a coloured line with a dark edge, so that it shows on any picture; as thick at any zoom. */
export function Mark({ shape, number, look, isLit, headsId }: MarkProps) {
  const line = isLit ? 3.5 : 2;
  const colour = `var(--mark-${shape.colour})`;
  if (shape.kind === "pin") {
    const [x, y] = shape.at.map(percent);
    return (
      <>
        <circle
          cx={x}
          cy={y}
          r={isLit ? 13 : 11}
          fill={colour}
          stroke="var(--mark-halo)"
          strokeWidth={haloPx}
          strokeDasharray={look === "posted" ? undefined : "3 3"}
        />
        <text
          x={x}
          y={y}
          dy="0.36em"
          textAnchor="middle"
          fill="var(--mark-ink)"
          // Kerning draws the point of "1.1" into its figures.
          className="text-2xs font-semibold tracking-wider select-none [font-kerning:none]"
        >
          {number}
        </text>
      </>
    );
  }
  const head = shape.kind === "arrow" ? { markerEnd: `url(#${headsId}-${shape.colour})` } : {};
  return (
    <>
      <Line shape={shape} stroke="var(--mark-halo)" strokeWidth={line + haloPx} />
      <Line
        shape={shape}
        stroke={colour}
        strokeWidth={line}
        strokeDasharray={look === "posted" ? undefined : "6 5"}
        {...head}
      />
    </>
  );
}

/** Where a mark is felt: wider than what is seen, for fingers. */
export function MarkTouch({ shape }: { shape: Shape }) {
  if (shape.kind === "pin") {
    const [x, y] = shape.at.map(percent);
    return <circle cx={x} cy={y} r={22} fill="transparent" />;
  }
  return <Line shape={shape} stroke="transparent" strokeWidth={24} />;
}

type LineProps = { shape: Exclude<Shape, { kind: "pin" }> } & SVGProps<SVGElement>;

function Line({ shape, stroke, strokeWidth, strokeDasharray, markerEnd }: LineProps) {
  const look = { stroke, strokeWidth, strokeDasharray, fill: "none", strokeLinecap: "round" as const };
  switch (shape.kind) {
    case "box": {
      const [left, right] = [shape.from[0], shape.to[0]].sort((a, b) => a - b) as [number, number];
      const [top, bottom] = [shape.from[1], shape.to[1]].sort((a, b) => a - b) as [number, number];
      return (
        <rect
          x={percent(left)}
          y={percent(top)}
          width={percent(right - left)}
          height={percent(bottom - top)}
          rx={2}
          {...look}
        />
      );
    }
    case "arrow": {
      const [[x1, y1], [x2, y2]] = [shape.from, shape.to];
      const ends = { x1: percent(x1), y1: percent(y1), x2: percent(x2), y2: percent(y2) };
      return <line {...ends} {...look} markerEnd={markerEnd} />;
    }
    case "freehand":
      // A path knows no percent: it gets a square of its own that is stretched over the picture, its line is not.
      return (
        <svg
          x="0"
          y="0"
          width="100%"
          height="100%"
          viewBox="0 0 1 1"
          preserveAspectRatio="none"
          overflow="visible"
        >
          <path
            d={`M${shape.points.map(([x, y]) => `${x} ${y}`).join("L")}`}
            vectorEffect="non-scaling-stroke"
            strokeLinejoin="round"
            {...look}
          />
        </svg>
      );
  }
}

const colours: readonly MarkColour[] = ["amber", "red", "cyan", "white"];

/** One arrow head for each colour: the head of a line takes its colour from nowhere else in all browsers. */
export function ArrowHeads({ id }: { id: string }) {
  return (
    <defs>
      {colours.map((colour) => (
        <marker
          key={colour}
          id={`${id}-${colour}`}
          viewBox="-2 -2 16 14"
          refX={9}
          refY={5}
          markerWidth={18}
          markerHeight={16}
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path
            d="M0 0 L12 5 L0 10 L3 5 Z"
            fill={`var(--mark-${colour})`}
            stroke="var(--mark-halo)"
            strokeWidth={1.5}
            strokeLinejoin="round"
          />
        </marker>
      ))}
    </defs>
  );
}

function percent(fraction: number): string {
  return `${fraction * 100}%`;
}
