"use client";

import { useQueries } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useResting } from "#components/review/large/use-resting";
import { Button } from "#components/ui/button";
import { Skeleton } from "#components/ui/skeleton";
import { outputQuery } from "#lib/output/output-queries";
import {
  describeDifferences,
  listDifferences,
  type Difference,
} from "#lib/review/browser/compare/list-differences";
import { markWords } from "#lib/review/browser/compare/mark-words";

type DifferencesProps = {
  sides: readonly { id: string; name: string }[];
  onClose: () => void;
};

/** What the pictures were made with, as far as it differs. */
export function Differences({ sides, onClose }: DifferencesProps) {
  // What is passed with a held key is not asked for; what is known is there at once.
  const ids = sides.map(({ id }) => id).join(" ");
  const isResting = useResting(ids) === ids;
  const answers = useQueries({
    queries: sides.map(({ id }) => ({ ...outputQuery(id), enabled: isResting })),
  });
  const error = answers.find((answer) => answer.error)?.error;
  const details = answers.flatMap(({ data }) => data ?? []);
  const isComplete = details.length === sides.length;
  return (
    <aside
      aria-label="What differs"
      className="bare:hidden w-76 shrink-0 overflow-y-auto border-l bg-surface text-xs max-md:absolute max-md:inset-x-0 max-md:bottom-0 max-md:z-20 max-md:max-h-[70%] max-md:w-full max-md:border-t max-md:border-l-0 max-md:shadow-pop"
    >
      <div className="sticky top-0 flex h-11 items-center justify-between border-b bg-surface px-4">
        <h2 className="text-sm font-semibold">What differs</h2>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label="Close what differs"
          className="md:hidden"
          onClick={onClose}
        >
          <X aria-hidden />
        </Button>
      </div>
      {error && !isComplete && <p className="px-4 py-3 text-rejected">{error.message}</p>}
      {!isComplete && !error && <Waiting />}
      {isComplete && <List differences={listDifferences(details)} names={sides.map(({ name }) => name)} />}
    </aside>
  );
}

function List({ differences, names }: { differences: readonly Difference[]; names: readonly string[] }) {
  const words = describeDifferences(differences);
  return (
    <>
      {words !== null && <p className="border-b px-4 py-3 text-sm font-medium">{words}</p>}
      <dl>
        {differences.map(({ title, values }) => (
          <div key={title} className="border-b px-4 py-3 last:border-b-0">
            <dt className="mb-1.5 text-2xs font-medium text-faint">{title}</dt>
            {values.map((value, index) => (
              <dd key={names[index]} className="grid grid-cols-[4.5rem_1fr] gap-2 py-0.5">
                <span className="text-soft">{names[index]}</span>
                <Value value={value} other={values[index === 0 ? 1 : 0] ?? ""} title={title} />
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </>
  );
}

/** A sentence with the words marked that the other one has not; numbers and names as they are. */
function Value({ value, other, title }: { value: string | null; other: string; title: string }) {
  if (value === null) return <span className="text-faint">not set</span>;
  const isSentence = value.includes(" ") && other.includes(" ") && title !== "Size";
  return (
    <span
      className={title === "Seed" ? "font-mono break-all tabular" : "min-w-0 break-words whitespace-pre-wrap"}
    >
      {isSentence
        ? markWords(value, other).map(({ text, isOwn }, index) =>
            isOwn ? (
              <strong
                key={index}
                className="font-semibold underline decoration-accent-text underline-offset-3"
              >
                {text}
              </strong>
            ) : (
              text
            ),
          )
        : value}
    </span>
  );
}

function Waiting() {
  return (
    <div className="grid gap-2 p-4">
      {[1, 2, 3].map((line) => (
        <Skeleton key={line} className="h-4" />
      ))}
    </div>
  );
}
