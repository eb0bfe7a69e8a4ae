"use client";

import { ChevronRight } from "lucide-react";
import { useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { useForm, useFormValues } from "#components/form/form-context";
import type { FormField } from "#lib/contract/form-schema";
import { standingOf } from "#lib/form/field-entry";

type AdvancedFieldsProps = { group: string; fields: readonly FormField[]; children: ReactNode };

/**
 * What is seldom changed, behind a fold that stays as it was left. It opens by itself when one of its fields has
 * something to say, and tells while closed how many of them are not at their defaults.
 */
export function AdvancedFields({ group, fields, children }: AdvancedFieldsProps) {
  const { desk, workflow, focus } = useForm();
  const values = useFormValues();
  const key = `proofsheet:advanced:${workflow}:${group}`;
  const [isOpen, setOpen] = useState(() => remembered(key));
  const hasErrors = useSyncExternalStore(
    (listener) => desk.subscribe("*", listener),
    () => fields.some(({ name }) => desk.field(name).errors.length > 0),
    () => false,
  );
  const isWanted = focus !== null && fields.some(({ name }) => name === focus.name);
  useEffect(() => {
    if (isWanted || hasErrors) setOpen(true);
  }, [isWanted, hasErrors, focus]);
  const changed = fields.filter((field) => standingOf(field, values[field.name]) === "own").length;

  function toggle() {
    setOpen(!isOpen);
    try {
      localStorage.setItem(key, isOpen ? "closed" : "open");
    } catch {
      // A browser that keeps nothing: the fold works, it is only forgotten.
    }
  }

  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={toggle}
        className="touchable -ml-1 inline-flex h-7 items-center gap-1 rounded-md px-1 text-xs font-medium text-soft hover:text-text"
      >
        <ChevronRight aria-hidden className={isOpen ? "size-4 rotate-90" : "size-4"} />
        Advanced
        <span className="font-normal text-faint">
          {isOpen
            ? ""
            : `${fields.length} ${fields.length === 1 ? "setting" : "settings"}${changed > 0 ? `, ${changed} changed` : ""}`}
        </span>
      </button>
      {isOpen && <div className="mt-3 border-l pl-4">{children}</div>}
    </div>
  );
}

function remembered(key: string): boolean {
  try {
    return localStorage.getItem(key) === "open";
  } catch {
    return false;
  }
}
