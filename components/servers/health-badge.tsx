import {
  CircleCheck,
  CircleDashed,
  CircleEllipsis,
  CirclePause,
  TriangleAlert,
  Unplug,
  type LucideIcon,
} from "lucide-react";
import { Badge, type BadgeTone } from "#components/ui/badge";
import type { ServerHealth, ServerView } from "#lib/server/server-schema";

const looks: { readonly [health in ServerHealth]: { word: string; icon: LucideIcon; tone: BadgeTone } } = {
  unknown: { word: "Not seen yet", icon: CircleDashed, tone: "neutral" },
  ready: { word: "Ready", icon: CircleCheck, tone: "good" },
  busy: { word: "Busy", icon: CircleEllipsis, tone: "accent" },
  degraded: { word: "Degraded", icon: TriangleAlert, tone: "accent" },
  down: { word: "Down", icon: Unplug, tone: "bad" },
};

export function HealthBadge({ server }: { server: ServerView }) {
  if (server.drained && server.health !== "down") {
    return (
      <Badge tone="neutral">
        <CirclePause aria-hidden />
        Drained
      </Badge>
    );
  }
  const { word, icon: Icon, tone } = looks[server.health];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {word}
    </Badge>
  );
}
