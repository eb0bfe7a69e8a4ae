import { asProblem } from "#lib/http/browser/api-problem";

export type FormProblem = {
  /** The message for the field called `name`, if it has one. */
  of(name: string): string | undefined;
  /** What concerns no field of this form. */
  whole: string | undefined;
};

/** Sorts what the server refused to the fields of a form. */
export function sortProblem(error: unknown, names: readonly string[]): FormProblem {
  if (error === null || error === undefined) return { of: () => undefined, whole: undefined };
  const problem = asProblem(error);
  const of = (name: string) => problem.fields.find((field) => field.path === `/${name}`)?.message;
  return { of, whole: names.some((name) => of(name) !== undefined) ? undefined : problem.message };
}

/** Puts the cursor where the first thing is wrong. */
export function focusFirstProblem(form: HTMLFormElement, error: unknown): void {
  const names = asProblem(error).fields.map((field) => field.path.slice(1));
  const control = [...form.elements].find(
    (element) => element instanceof HTMLInputElement && names.includes(element.name),
  );
  if (control instanceof HTMLInputElement) control.focus();
}

/** The text of a form's field; empty when it was not filled in. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
