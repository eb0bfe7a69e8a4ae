import { Badge, type BadgeTone } from "#components/ui/badge";
import { Card, CardHeader } from "#components/ui/card";
import { RelativeTime } from "#components/ui/relative-time";
import { Table, Td, Th, Tr } from "#components/ui/table";
import { duration } from "#lib/relative-time";
import type { AttemptStatus, RunView } from "#lib/run/run-schema";

const words: { readonly [status in AttemptStatus]: { label: string; tone: BadgeTone } } = {
  submitting: { label: "Submitting", tone: "neutral" },
  accepted: { label: "In the server's queue", tone: "neutral" },
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
      <Table aria-label="Attempts">
        <thead>
          <tr>
            <Th>No.</Th>
            <Th>Server</Th>
            <Th>State</Th>
            <Th>Began</Th>
            <Th>Took</Th>
          </tr>
        </thead>
        <tbody>
          {run.attempts.map((attempt) => (
            <Attempt key={attempt.id} attempt={attempt} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function Attempt({ attempt }: { attempt: RunView["attempts"][number] }) {
  const { number, server, error, createdAt, finishedAt } = attempt;
  const { label, tone } = wordsFor(attempt);
  return (
    <Tr>
      <Td className="tabular">{number}</Td>
      <Td>{server}</Td>
      <Td>
        <Badge tone={tone}>{label}</Badge>
        {error !== null && (
          <p className="mt-1 max-w-72 text-xs text-soft">
            {error.message} <span className="text-faint">{error.remedy}</span>
          </p>
        )}
      </Td>
      <Td className="whitespace-nowrap text-soft">
        <RelativeTime at={createdAt} />
      </Td>
      <Td className="whitespace-nowrap text-soft tabular">
        {finishedAt === null ? "…" : duration(createdAt, finishedAt)}
      </Td>
    </Tr>
  );
}
