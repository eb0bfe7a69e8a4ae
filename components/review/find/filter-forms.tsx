"use client";

import { useState, type FormEvent, type ReactNode } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { fixedChoices, toWords } from "#lib/review/browser/find/filter-choices";
import type { ReviewFilter } from "#lib/review/browser/find/review-filter";
import { parseRange } from "#lib/output/filter-range";

type FormProps = { error?: string | undefined; onSubmit: () => void; children: ReactNode };

function Form({ error, onSubmit, children }: FormProps) {
  return (
    <form
      className="grid gap-3 overflow-y-auto p-1"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      {error !== undefined && (
        <p role="alert" className="text-xs text-rejected">
          {error}
        </p>
      )}
      <Button size="sm" variant="primary" type="submit" className="justify-self-end">
        Show
      </Button>
    </form>
  );
}

/** Words in four parts, for who does not know the signs of the search field. */
export function WordsForm({ onApply }: { onApply: (q: string) => void }) {
  const [parts, setParts] = useState({ all: "", any: "", none: "", phrase: "" });
  const [error, setError] = useState<string>();
  const lines = [
    { part: "all", label: "All of these words" },
    { part: "any", label: "Any of these words" },
    { part: "phrase", label: "This exact phrase" },
    { part: "none", label: "None of these words" },
  ] as const;
  function submit() {
    const words = toWords(parts);
    if (words === "") setError("Type at least one word.");
    else if (words.length > 200) setError("This is too long: 200 characters at the most.");
    else onApply(words);
  }
  return (
    <Form error={error} onSubmit={submit}>
      {lines.map(({ part, label }) => (
        <Field key={part} label={label}>
          {(control) => (
            <Input
              {...control}
              value={parts[part]}
              onChange={(event) => setParts({ ...parts, [part]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </Form>
  );
}

/** One value of a setting, or a range of numbers. */
export function ValueForm({ title, onApply }: { title: string; onApply: (value: string) => void }) {
  const [value, setValue] = useState("");
  const [error, setError] = useState<string>();
  function submit() {
    if (value.trim() === "") setError("Type a value, or a range such as 20..40.");
    else if (value.includes("..") && parseRange(value.trim()) === null) {
      setError("A range is two numbers with two dots between: 20..40, 20.. or ..40.");
    } else onApply(value.trim());
  }
  return (
    <Form error={error} onSubmit={submit}>
      <Field label={title} help="A range has dots: 20..40, 20.., ..40">
        {(control) => <Input {...control} value={value} onChange={(event) => setValue(event.target.value)} />}
      </Field>
    </Form>
  );
}

export function SeedForm({ value, onApply }: { value: string; onApply: (seed: string) => void }) {
  const [seed, setSeed] = useState(value);
  const [error, setError] = useState<string>();
  return (
    <Form
      error={error}
      onSubmit={() =>
        /^\d{1,20}$/.test(seed.trim()) ? onApply(seed.trim()) : setError("A seed is digits only.")
      }
    >
      <Field label="Seed">
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            value={seed}
            onChange={(event) => setSeed(event.target.value)}
          />
        )}
      </Field>
    </Form>
  );
}

type DateFormProps = { filter: ReviewFilter; onApply: (since: string | null, until: string | null) => void };

/** A span back from now, which moves with the days, or two days. */
export function DateForm({ filter, onApply }: DateFormProps) {
  const [since, setSince] = useState(dayOf(filter.since));
  const [until, setUntil] = useState(dayOf(filter.until));
  return (
    <Form onSubmit={() => onApply(since || null, until || null)}>
      <div className="grid">
        {fixedChoices["date"]?.map(({ value, label }) => (
          <Button key={value} variant="ghost" className="justify-start" onClick={() => onApply(value, null)}>
            {label}
          </Button>
        ))}
      </div>
      <div className="grid grid-cols-2 gap-2 border-t pt-3">
        <Field label="From">
          {(control) => (
            <Input
              {...control}
              type="date"
              value={since}
              onChange={(event) => setSince(event.target.value)}
            />
          )}
        </Field>
        <Field label="Before">
          {(control) => (
            <Input
              {...control}
              type="date"
              value={until}
              onChange={(event) => setUntil(event.target.value)}
            />
          )}
        </Field>
      </div>
      <p className="text-xs text-faint">
        Days begin at midnight UTC, so that a link means the same everywhere.
      </p>
    </Form>
  );
}

/** What a date field can show: a day, no span. */
function dayOf(moment: string | null): string {
  return /^\d{4}-\d{2}-\d{2}/.exec(moment ?? "")?.[0] ?? "";
}
