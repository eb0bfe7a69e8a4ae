import { focusFirstProblem, sortProblem, textOf, type FormProblem } from "#components/account/form-problem";
import type { Me } from "#lib/account/account-schema";
import { apiSend } from "#lib/http/browser/api";

const names = ["email", "password"] as const;

/**
 * Sends what was typed. Answers null when the door is open, else what is wrong, with the cursor on the first of it.
 * Fetched after the form: nobody can have typed a password before it is there.
 */
export async function sendSignIn(form: HTMLFormElement): Promise<FormProblem | null> {
  const data = new FormData(form);
  try {
    await apiSend<Me>("POST", "/api/auth/sign-in", {
      email: textOf(data, "email"),
      password: textOf(data, "password"),
    });
    return null;
  } catch (refusal) {
    focusFirstProblem(form, refusal);
    return sortProblem(refusal, names);
  }
}
