"use client";

import { useState } from "react";
import { buttonStyle } from "#components/ui/button-style";
import { cn } from "#components/ui/cn";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import type { PasswordHint } from "#lib/account/password-hint";

type PasswordFieldProps = {
  label: string;
  error: string | undefined;
  /** Whether it is chosen here or known already. */
  purpose: "new" | "current";
  /** Advice on a password while it is chosen. */
  advise?: (password: string) => PasswordHint;
};

/** A password that may be pasted, filled in by a manager, and looked at. */
export function PasswordField({ label, error, purpose, advise }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  const [password, setPassword] = useState("");
  const hint = error === undefined || password !== "" ? advise?.(password) : undefined;
  return (
    <Field
      label={label}
      error={error}
      {...(hint && {
        help: <span className={cn(hint.level === "strong" && "text-approved")}>{hint.words}</span>,
      })}
    >
      {(control) => (
        <div className="relative">
          <Input
            {...control}
            name="password"
            type={isShown ? "text" : "password"}
            autoComplete={`${purpose}-password`}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={200}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            className="h-9 pr-16"
          />
          <button
            type="button"
            className={cn(
              buttonStyle({ variant: "ghost", size: "sm" }),
              "absolute inset-y-0 right-1 my-auto",
            )}
            aria-label={isShown ? "Hide the password" : "Show the password"}
            aria-pressed={isShown}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? "Hide" : "Show"}
          </button>
        </div>
      )}
    </Field>
  );
}
