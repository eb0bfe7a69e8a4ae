"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useState, type FormEvent } from "react";
import { ConfirmButton } from "#components/account/confirm-button";
import type { ReasonsChange } from "#components/account/use-reasons-change";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { Kbd } from "#components/ui/kbd";
import { moveReason, withLabel, withoutReason } from "#lib/review/browser/decide/reason-list";
import type { ReasonView } from "#lib/review/decision-schema";
import { setApart } from "#lib/set-apart";

type ReasonRowProps = {
  digit: number;
  reason: ReasonView | undefined;
  change: ReasonsChange;
};

/** One digit and what it stands for. Leaving the field or Enter saves it; empty, the digit is unused. */
export function ReasonRow({ digit, reason, change }: ReasonRowProps) {
  const [text, setText] = useState(reason?.label ?? "");
  const label = text.trim();
  const isChanged = label !== (reason?.label ?? "");

  function save(event?: FormEvent) {
    event?.preventDefault();
    if (!isChanged) return;
    if (label === "") return setText(reason?.label ?? "");
    change.mutate((reasons) => ({ items: withLabel(reasons, digit, label) }), {
      onError: () => setText(reason?.label ?? ""),
    });
  }
  return (
    <li className="flex items-center gap-1.5">
      <Kbd className="mr-1">{digit}</Kbd>
      <form className="min-w-0 flex-1" onSubmit={save}>
        <Input
          aria-label={`Reason on ${digit}`}
          value={text}
          maxLength={40}
          placeholder="Not used"
          onChange={(event) => setText(event.target.value)}
          onBlur={() => save()}
          onKeyDown={(event) => event.key === "Escape" && setText(reason?.label ?? "")}
        />
      </form>
      {([-1, 1] as const).map((step) => {
        const Icon = step === -1 ? ArrowUp : ArrowDown;
        const isEnd = digit + step < 1 || digit + step > 9;
        return (
          <Button
            key={step}
            variant="ghost"
            size="icon-sm"
            aria-label={`Move ${reason?.label ?? `digit ${digit}`} ${step === -1 ? "up" : "down"}`}
            blocked={reason === undefined ? "Nothing to move" : isEnd ? "There is no such digit" : undefined}
            onClick={() => change.mutate((reasons) => ({ items: moveReason(reasons, digit, digit + step) }))}
          >
            <Icon aria-hidden />
          </Button>
        );
      })}
      {reason === undefined ? (
        <span aria-hidden className="size-7" />
      ) : (
        <ConfirmButton
          variant="ghost"
          size="icon-sm"
          aria-label={`Retire ${reason.label}`}
          title={`Retire “${setApart(reason.label)}”?`}
          description={`It can no longer be given, and digit ${digit} is free for another reason. Verdicts that were given for it keep it.`}
          confirm={`Retire, free ${digit}`}
          busy={change.isPending}
          onConfirm={() =>
            change.mutateAsync((reasons) => ({
              items: withoutReason(reasons, reason.id),
              retire: [reason.id],
            }))
          }
        >
          <Trash2 aria-hidden />
        </ConfirmButton>
      )}
    </li>
  );
}
