"use client";

import { TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { useForm } from "#components/form/form-context";
import { findProperty } from "#lib/contract/contract";
import type { FieldErrors } from "#lib/form/field-errors";

/**
 * Everything that keeps the form from being sent, in one place, each line leading to its field. `at` changes with
 * every refusal and takes the focus here.
 */
export function ErrorSummary({ errors, at }: { errors: FieldErrors; at: number }) {
  const { desk, requestFocus } = useForm();
  const box = useRef<HTMLDivElement>(null);
  const lines = [...errors.byField].flatMap(([name, messages]) =>
    messages.map((message) => ({ name, message })),
  );
  const count = lines.length + errors.general.length;
  useEffect(() => {
    if (at > 0) box.current?.focus();
  }, [at]);
  if (count === 0) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded-md border border-rejected/60 bg-rejected-tint px-3.5 py-2.5 text-sm"
    >
      <p className="flex items-center gap-2 font-medium">
        <TriangleAlert aria-hidden className="size-4 text-rejected" />
        {lines.length === 0
          ? "Nothing was started"
          : `${count === 1 ? "One thing needs" : `${count} things need`} your attention`}
      </p>
      <ul className="mt-1 grid gap-0.5 pl-6">
        {errors.general.map((message) => (
          <li key={message}>{message}</li>
        ))}
        {lines.map(({ name, message }) => (
          <li key={`${name} ${message}`}>
            <a
              href={`#param_${name}`}
              className="underline decoration-rejected/60 underline-offset-3 hover:decoration-current"
              onClick={(event) => {
                event.preventDefault();
                requestFocus(name);
              }}
            >
              {message}
            </a>
            <span className="sr-only"> Go to {findProperty(desk.contract, name)?.title}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
