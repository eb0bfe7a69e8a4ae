import { VerdictGlyph } from "#components/review/decide/verdict-mark";
import { Link } from "#components/ui/link";
import { OutputThumb } from "#components/runs/output-thumb";
import { Button } from "#components/ui/button";
import { Card, CardBody, CardHeader } from "#components/ui/card";
import { stateWords } from "#lib/output/state-words";
import type { RunView } from "#lib/run/run-schema";

/** The files a run made, each leading to its review. */
export function RunOutputs({ run }: { run: RunView }) {
  if (run.outputs.length === 0) {
    if (run.status !== "succeeded") return null;
    return (
      <p className="rounded-lg border px-4 py-3 text-sm text-soft">
        This run finished without making a file.
      </p>
    );
  }
  const count = run.outputs.length;
  const isNew = run.repeatsRunId === null;
  const pending = isNew ? run.outputs.filter(({ state }) => state === "pending").length : 0;
  return (
    <Card>
      <CardHeader
        title={count === 1 ? "1 picture" : `${count} pictures`}
        actions={
          pending > 0 && (
            <Button size="sm" variant="primary" asChild>
              <Link href={`/review?run=${run.id}`}>Review {pending === 1 ? "it" : `these ${pending}`}</Link>
            </Button>
          )
        }
      />
      {!isNew && (
        <p className="border-b px-4 py-2 text-sm text-soft">
          ComfyUI answered from its cache: the same {count === 1 ? "file" : "files"} as in{" "}
          <Link href={`/runs/${run.repeatsRunId}`} className="text-text underline underline-offset-3">
            an earlier run
          </Link>
          , so there is nothing new to review.
        </p>
      )}
      <CardBody className="grid gap-4 sm:grid-cols-2">
        {run.outputs.map((output) => (
          <figure key={output.id} className={count === 1 ? "col-span-full" : ""}>
            <OutputThumb output={output} size={512} className="aspect-square max-h-[32rem] w-full" />
            <figcaption className="mt-1.5 flex flex-wrap justify-between gap-x-3 text-xs text-faint">
              <span className="text-soft">
                {count > 1 && <span className="mr-1.5 tabular">{`${output.index + 1} of ${count}`}</span>}
                {output.quarantine === null && <VerdictGlyph state={output.state} className="mr-1 inline" />}
                {output.quarantine === null ? stateWords[output.state] : "Set aside"}
              </span>
              {output.width !== null && (
                <span className="tabular">
                  {output.width} × {output.height}
                </span>
              )}
            </figcaption>
          </figure>
        ))}
      </CardBody>
    </Card>
  );
}
