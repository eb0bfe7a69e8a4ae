"use client";

import { useDesk } from "#components/review/desk/desk-context";
import { useShowOutput } from "#components/review/desk/use-show-output";
import { Thumbnail } from "#components/review/grid/thumbnail";
import { Button } from "#components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "#components/ui/dialog";
import type { ManyAnswer, OneAnswer } from "#lib/review/browser/bulk/judge-many";

/** Refusals in few words, by the API's code; what the server said stands beside them. */
const codes: Readonly<Record<string, string>> = {
  done: "done",
  conflict: "decided by somebody else meanwhile",
  open: "open already",
  forbidden: "not allowed",
  invalid: "something is missing",
  not_found: "no longer there",
  offline: "not sent",
};

/** What was asked for in a word, and whether undo takes back all of it. */
export type ToldAnswer = ManyAnswer & { what: string; isStep: boolean };

/** What became of each of many: those that were refused first, because they are what is left to do. */
export function BulkAnswer({ answer, onClose }: { answer: ToldAnswer; onClose: () => void }) {
  const { done, refused, what, isStep } = answer;
  const show = useShowOutput();
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={`${refused.length} of ${done.length + refused.length} ${refused.length === 1 ? "was" : "were"} not ${what}`}
        description={`${refused.length === 1 ? "It is" : "They are"} still selected. Everything else went through${isStep ? ", and undo takes it back in one step" : ""}.`}
        wide
      >
        <ol className="max-h-[50dvh] divide-y overflow-y-auto rounded-md border text-xs">
          {[...refused, ...done].map((one) => (
            <Line
              key={one.id}
              answer={one}
              onShow={() => {
                onClose();
                show(one.id);
              }}
            />
          ))}
        </ol>
        <DialogFooter>
          <Button variant="primary" onClick={onClose}>
            Go on
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

const thumbnailSide = 40;

function Line({ answer: { id, name, code, message }, onShow }: { answer: OneAnswer; onShow: () => void }) {
  const row = useDesk(({ rows }) => rows.get(id));
  const isDone = code === "done";
  return (
    <li className="flex items-center gap-3 px-3 py-1.5">
      <span className="relative shrink-0" style={{ width: thumbnailSide, height: thumbnailSide }}>
        {row && <Thumbnail row={row} side={thumbnailSide} />}
      </span>
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-3">
        <button type="button" onClick={onShow} className="min-h-6 text-accent-text underline tabular">
          {name}
        </button>
        <strong className={isDone ? "font-normal text-soft" : "font-semibold text-rejected"}>
          {codes[code] ?? code}
        </strong>
        {message !== "" && <span className="text-soft">{message}</span>}
      </div>
    </li>
  );
}
