import {
  Ban,
  Check,
  CircleDashed,
  Clock,
  Hourglass,
  LoaderCircle,
  TriangleAlert,
  type LucideIcon,
} from "lucide-react";
import { Badge, type BadgeTone } from "#components/ui/badge";
import type { RunView } from "#lib/run/run-schema";
import { isUnbegun, runLabel } from "#lib/run/run-status";

type Look = { icon: LucideIcon; tone: BadgeTone };

/** What a run is doing, by shape, colour and word. */
export function RunBadge({ run }: { run: RunView }) {
  const { icon: Icon, tone } = lookOf(run);
  return (
    <Badge tone={tone}>
      <Icon aria-hidden className={Icon === LoaderCircle ? "animate-spin" : ""} />
      {runLabel(run)}
    </Badge>
  );
}

function lookOf(run: RunView): Look {
  switch (run.status) {
    case "queued":
      return run.waiting === null ? { icon: Clock, tone: "neutral" } : { icon: Hourglass, tone: "accent" };
    case "running":
      if (isUnbegun(run)) return { icon: Clock, tone: "neutral" };
      return { icon: LoaderCircle, tone: "accent" };
    case "succeeded":
      return { icon: Check, tone: "good" };
    case "failed":
      return { icon: TriangleAlert, tone: "bad" };
    case "canceled":
      return { icon: run.startedAt === null ? CircleDashed : Ban, tone: "neutral" };
  }
}
