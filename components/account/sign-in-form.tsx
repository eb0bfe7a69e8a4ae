"use client";

import { useState, type FormEvent } from "react";
import { DoorTitle } from "#components/account/door-title";
import { FormAlert } from "#components/account/form-alert";
import type { FormProblem } from "#components/account/form-problem";
import { PasswordField } from "#components/account/password-field";
import { buttonStyle } from "#components/ui/button-style";
import { cn } from "#components/ui/cn";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Spinner } from "#components/ui/spinner";
import { useLoadLater } from "#components/ui/use-load-later";

const loadSending = () => import("#components/account/send-sign-in");

/** Not even the part that would say so could be had. */
const offline: FormProblem = {
  of: () => undefined,
  whole: "Proofsheet cannot be reached. Check the connection; nothing you typed is lost.",
};

/** `next` is a path of ours, judged on the server. */
export function SignInForm({ next }: { next: string }) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<FormProblem | null>(null);
  useLoadLater(loadSending);
  async function signIn(form: HTMLFormElement) {
    setBusy(true);
    setProblem(null);
    const found = await loadSending().then(
      ({ sendSignIn }) => sendSignIn(form),
      () => offline,
    );
    // Busy until the next page is there.
    if (found === null) return window.location.replace(next);
    setProblem(found);
    setBusy(false);
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!isBusy) void signIn(event.currentTarget);
  }
  // POST, so that a press before the page is alive does not put the password into the address.
  return (
    <>
      <DoorTitle title="Sign in" />
      <form noValidate method="post" onSubmit={submit} className="grid gap-4">
        {problem?.whole !== undefined && <FormAlert>{problem.whole}</FormAlert>}
        <Field label="Email" error={problem?.of("email")}>
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              className="h-9"
            />
          )}
        </Field>
        <PasswordField label="Password" purpose="current" error={problem?.of("password")} />
        <button
          type="submit"
          aria-disabled={isBusy || undefined}
          aria-busy={isBusy || undefined}
          className={cn(buttonStyle({ variant: "primary", size: "lg" }), "mt-1")}
        >
          {isBusy && <Spinner />}
          Sign in
        </button>
      </form>
      <p className="mt-6 border-t pt-4 text-sm text-soft">
        No account yet? An owner of your project can make you an invitation link.
      </p>
    </>
  );
}
