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

/** Every submission of the run to a server. More than one means that a server let it down and it went on elsewhere. */
export function RunAttempts({ run }: { run: RunView }) {
  if (run.attempts.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title="Attempts"
        {...(run.attempts.length > 1 && {
          hint: "The run was submitted again when an attempt was lost; nothing had to be done.",
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
          {run.attempts.map(({ id, number, server, status, error, createdAt, finishedAt }) => (
            <Tr key={id}>
              <Td className="tabular">{number}</Td>
              <Td>{server}</Td>
              <Td>
                <Badge tone={words[status].tone}>{words[status].label}</Badge>
                {error !== null && <p className="mt-1 max-w-72 text-xs text-soft">{error.message}</p>}
              </Td>
              <Td className="whitespace-nowrap text-soft">
                <RelativeTime at={createdAt} />
              </Td>
              <Td className="whitespace-nowrap text-soft tabular">
                {finishedAt === null ? "…" : duration(createdAt, finishedAt)}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
