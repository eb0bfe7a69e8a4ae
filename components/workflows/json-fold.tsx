"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { CopyButton } from "#components/ui/copy-button";
import { ScrollRegion } from "#components/ui/scroll-region";
import { stringifyExactJson } from "#lib/json";

/** Raw JSON behind a fold; it is written out only when somebody opens it. */
export function JsonFold({ title, value }: { title: string; value: unknown }) {
  const [isOpen, setOpen] = useState(false);
  const text = isOpen ? stringifyExactJson(value, 2) : "";
  return (
    <div className="rounded-lg border bg-surface">
      <div className="flex items-center justify-between gap-2 pr-2">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="touchable flex h-10 grow items-center gap-1.5 px-3 text-left text-sm font-medium"
        >
          <ChevronRight aria-hidden className={isOpen ? "size-4 rotate-90" : "size-4"} />
          {title}
        </button>
        {isOpen && <CopyButton text={text} what={title.toLowerCase()} />}
      </div>
      {isOpen && (
        <ScrollRegion label={title} className="max-h-128 border-t bg-sunk p-3">
          <pre className="font-mono text-2xs leading-relaxed">{text}</pre>
        </ScrollRegion>
      )}
    </div>
  );
}
