import { Badge, type BadgeTone } from "#components/ui/badge";
import { Card, CardHeader } from "#components/ui/card";
import { RelativeTime } from "#components/ui/relative-time";
import { duration } from "#lib/relative-time";
import type { AttemptStatus, RunView } from "#lib/run/run-schema";
import { inServersQueue } from "#lib/run/run-status";

const words: { readonly [status in AttemptStatus]: { label: string; tone: BadgeTone } } = {
  submitting: { label: "Submitting", tone: "neutral" },
  accepted: { label: inServersQueue, tone: "neutral" },
  executing: { label: "Executing", tone: "accent" },
  collecting: { label: "Saving", tone: "accent" },
  done: { label: "Done", tone: "good" },
  lost: { label: "Server lost it", tone: "neutral" },
  refused: { label: "Refused", tone: "bad" },
  interrupted: { label: "Interrupted", tone: "neutral" },
};

/** Lost attempts whose node failed: the server was there and told so. */
const failures: ReadonlySet<string> = new Set(["out_of_memory", "gpu_error", "disk_full"]);

/** An attempt may have run to its end on the server, or be given up by us, because something in it failed. */
function wordsFor({ status, error }: RunView["attempts"][number]): { label: string; tone: BadgeTone } {
  const hasFailed = (status === "done" && error !== null) || failures.has(error?.code ?? "");
  return hasFailed ? { label: "Failed", tone: "bad" } : words[status];
}

/** Every submission of the run to a server. More than one means that a server let it down and it was sent again. */
export function RunAttempts({ run }: { run: RunView }) {
  if (run.attempts.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title="Attempts"
        {...(run.attempts.length > 1 && {
          hint: "What a server loses or has no memory for is submitted again by itself.",
        })}
      />
      <ol aria-label="Attempts" className="grid divide-y sm:grid-cols-[auto_auto_1fr_auto_auto]">
        {run.attempts.map((attempt) => (
          <Attempt key={attempt.id} attempt={attempt} />
        ))}
      </ol>
    </Card>
  );
}

/** In columns where there is room, on a phone in lines; the error has the whole width in either. */
function Attempt({ attempt }: { attempt: RunView["attempts"][number] }) {
  const { number, server, error, createdAt, finishedAt } = attempt;
  const { label, tone } = wordsFor(attempt);
  return (
    <li className="col-span-full flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-sm text-soft sm:grid sm:grid-cols-subgrid">
      <span className="text-text tabular">Attempt {number}</span>
      <Badge tone={tone}>{label}</Badge>
      <span className="max-sm:w-full">on {server}</span>
      <span>
        began <RelativeTime at={createdAt} />
      </span>
      <span className="tabular">
        {finishedAt === null ? "not ended yet" : `took ${duration(createdAt, finishedAt)}`}
      </span>
      {error !== null && (
        <p className="w-full break-words text-xs sm:col-span-full">
          {error.message} <span className="text-faint">{error.remedy}</span>
        </p>
      )}
    </li>
  );
}
