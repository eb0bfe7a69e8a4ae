"use client";

import { createContext, use, useCallback, useSyncExternalStore, type ReactNode } from "react";
import type { FormSchema } from "#lib/contract/form-schema";
import type { FormValues } from "#lib/form/field-entry";
import type { FieldState, FormDesk } from "#lib/form/form-desk";

/** A wish to bring a field before the person, advanced ones included; `at` tells repeated wishes apart. */
export type FocusWish = { readonly name: string; readonly at: number };

export type FormSetting = {
  readonly desk: FormDesk;
  readonly form: FormSchema;
  /** Where "which advanced groups are open" is remembered. */
  readonly workflow: string;
  /** The seed of the newest run made from this form, which the seed field offers to lock. */
  readonly lastSeed: string | null;
  readonly focus: FocusWish | null;
  readonly requestFocus: (name: string) => void;
};

const Context = createContext<FormSetting | null>(null);

export function FormProvider({ setting, children }: { setting: FormSetting; children: ReactNode }) {
  return <Context value={setting}>{children}</Context>;
}

export function useForm(): FormSetting {
  const setting = use(Context);
  if (setting === null) throw new Error("A form part stands outside FormProvider.");
  return setting;
}

/** One field's state; the component draws again when this field changes and at no other keystroke. */
export function useField(name: string): FieldState {
  const { desk } = useForm();
  const subscribe = useCallback((listener: () => void) => desk.subscribe(name, listener), [desk, name]);
  const read = useCallback(() => desk.field(name), [desk, name]);
  return useSyncExternalStore(subscribe, read, read);
}

/** All values, for readers that concern several fields. */
export function useFormValues(): FormValues {
  const { desk } = useForm();
  const subscribe = useCallback((listener: () => void) => desk.subscribe("*", listener), [desk]);
  return useSyncExternalStore(subscribe, desk.values, desk.values);
}
