import type { Contract, ContractProperty, Scalar } from "#lib/contract/contract";
import { findProperty } from "#lib/contract/contract";
import type { ParamError } from "#lib/contract/validate-params";
import { validateParams } from "#lib/contract/validate-params";
import {
  emptyEntry,
  entryOfText,
  entryOfValue,
  type FieldEntry,
  type FormValues,
  isUnreadable,
  type Standing,
  standingOf,
} from "./field-entry.ts";
import { type FieldErrors, noErrors, placeErrors } from "./field-errors.ts";

/** One field as its control sees it. The same object until something about it changes. */
export type FieldState = FieldEntry & {
  /** Shown to the person: only after leaving the field or pressing Generate, gone as soon as the value is valid. */
  readonly errors: readonly string[];
  readonly standing: Standing;
  readonly canUndoReset: boolean;
};

export type Submission =
  | { readonly ok: true; readonly params: FormValues }
  | { readonly ok: false; readonly errors: FieldErrors };

type Listener = () => void;

/**
 * The values of one open form, outside React so that a keystroke draws its own field and nothing else. Judges with
 * the engine the server uses. Fields are told apart by name; `values` and `errors` are for whole-form readers.
 */
export class FormDesk {
  readonly contract: Contract;
  #entries = new Map<string, FieldEntry>();
  #states = new Map<string, FieldState>();
  #touched = new Set<string>();
  #undo = new Map<string, FieldEntry>();
  #server = new Map<string, readonly string[]>();
  #general: readonly string[] = [];
  #errors: FieldErrors = noErrors;
  #values: FormValues = {};
  #sending = new Set<string>();
  #isSubmitted = false;
  #listeners = new Map<string, Set<Listener>>();

  constructor(contract: Contract, values: FormValues) {
    this.contract = contract;
    for (const { name } of contract.properties) this.#entries.set(name, entryOfValue(values[name]));
    this.#settle();
  }

  field(name: string): FieldState {
    const known = this.#states.get(name);
    if (known !== undefined) return known;
    const property = findProperty(this.contract, name);
    const entry = this.#entries.get(name) ?? emptyEntry;
    const isShown = this.#isSubmitted || this.#touched.has(name);
    const state: FieldState = {
      ...entry,
      errors: this.#server.get(name) ?? (isShown ? (this.#errors.byField.get(name) ?? []) : []),
      standing: property === undefined ? "own" : standingOf(property, entry.value),
      canUndoReset: this.#undo.has(name),
    };
    this.#states.set(name, state);
    return state;
  }

  /** What is set, by name; nothing stands for a field that was left alone. */
  values = (): FormValues => this.#values;

  /** What the summary lists: errors on show, and what concerns the form as a whole. */
  shownErrors(): FieldErrors {
    const byField = new Map(
      this.contract.properties.flatMap(({ name }) => {
        const { errors } = this.field(name);
        return errors.length === 0 ? [] : [[name, errors] as const];
      }),
    );
    return { byField, general: this.#general };
  }

  type(name: string, text: string): void {
    const property = findProperty(this.contract, name);
    if (property !== undefined) this.#put({ [name]: entryOfText(property, text) });
  }

  choose(name: string, value: Scalar | undefined): void {
    this.#put({ [name]: entryOfValue(value) });
  }

  chooseAll(values: { readonly [name: string]: Scalar | undefined }): void {
    this.#put(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, entryOfValue(value)])));
  }

  /** The field was left: from now on it says what is wrong with it. */
  leave(name: string): void {
    if (this.#touched.has(name)) return;
    this.#touched.add(name);
    this.#redraw([name]);
  }

  /** Back to the default, or to nothing where there is none; `undoReset` brings the value back. */
  reset(names: readonly string[]): void {
    const before = names.map((name) => [name, this.#entries.get(name) ?? emptyEntry] as const);
    const changed = before.filter(([name, { value }]) => value !== this.#defaultOf(name));
    this.#put(Object.fromEntries(changed.map(([name]) => [name, entryOfValue(this.#defaultOf(name))])));
    for (const [name, entry] of changed) this.#undo.set(name, entry);
    this.#redraw(names);
  }

  undoReset(names: readonly string[]): void {
    const back = names.flatMap((name) => {
      const entry = this.#undo.get(name);
      return entry === undefined ? [] : [[name, entry] as const];
    });
    this.#put(Object.fromEntries(back));
  }

  /** A file of this field is on its way, or no longer: until it is there the form cannot be sent. */
  setSending(name: string, isSending: boolean): void {
    if (isSending) this.#sending.add(name);
    else this.#sending.delete(name);
    this.#general = [];
    this.#redraw([name]);
  }

  /** Everything, judged. On refusal every field says what is wrong with it. */
  submit(): Submission {
    const late = this.contract.properties.filter(({ name }) => this.#sending.has(name));
    if (late.length > 0) {
      this.#general = late.map(
        ({ title }) => `${title} is still being sent. Press Generate again when it is there.`,
      );
      this.#redraw([]);
      return { ok: false, errors: { byField: new Map(), general: this.#general } };
    }
    this.#isSubmitted = true;
    this.#general = [];
    const { byField, general } = this.#errors;
    this.#redraw(this.#names());
    if (byField.size === 0 && general.length === 0) return { ok: true, params: this.#values };
    return { ok: false, errors: this.#errors };
  }

  /** The server's own verdict, shown in the same places; a field's message goes when the field changes. */
  refuse(errors: readonly ParamError[], message: string): void {
    const placed = placeErrors(errors, new Set(this.#names()));
    this.#server = new Map(placed.byField);
    this.#general = placed.general.length > 0 || placed.byField.size > 0 ? placed.general : [message];
    this.#redraw(this.#names());
  }

  /** Calls back when the field changes, or anything does for the name "*". Returns how to stop. */
  subscribe(name: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  #put(entries: { readonly [name: string]: FieldEntry }): void {
    const names = Object.keys(entries).filter((name) => this.#entries.has(name));
    for (const name of names) {
      this.#entries.set(name, entries[name] ?? emptyEntry);
      this.#undo.delete(name);
      this.#server.delete(name);
    }
    this.#general = [];
    const before = this.#errors;
    this.#settle();
    const isSame = (name: string) =>
      before.byField.get(name)?.join() === this.#errors.byField.get(name)?.join();
    this.#redraw([...names, ...this.#names().filter((name) => !names.includes(name) && !isSame(name))]);
  }

  #settle(): void {
    this.#values = Object.fromEntries(
      [...this.#entries].flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])),
    );
    const check = validateParams(this.contract, this.#values);
    const errors = check.ok ? [] : check.errors.map((error) => this.#reworded(error));
    this.#errors = placeErrors(errors, new Set(this.#names()));
  }

  /** The engine sees text where a number belongs; the person sees a number they mistyped. */
  #reworded(error: ParamError): ParamError {
    const property = this.contract.properties.find(({ name }) => error.path === `/params/${name}`);
    const value = property === undefined ? undefined : this.#entries.get(property.name)?.value;
    return property !== undefined && isUnreadable(property, value)
      ? { ...error, message: unreadableSentence(property, value) }
      : error;
  }

  #defaultOf(name: string): Scalar | undefined {
    return findProperty(this.contract, name)?.default;
  }

  #names(): string[] {
    return [...this.#entries.keys()];
  }

  #redraw(names: readonly string[]): void {
    for (const name of names) this.#states.delete(name);
    for (const name of [...names, "*"]) for (const listener of this.#listeners.get(name) ?? []) listener();
  }
}

function unreadableSentence({ title, type }: ContractProperty, text: string): string {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  const example = type === "integer" ? "such as 30" : "such as 7.5";
  return `${title} must be a number in digits, ${example}. “${shown}” is not one.`;
}
