"use client";

import { withTheme } from "@rjsf/core";
import type { RJSFSchema } from "@rjsf/utils";
import { memo, useEffect, useMemo, useRef } from "react";
import { ContractField } from "#components/form/contract-field";
import { FieldFrame } from "#components/form/field-frame";
import { FormGroups } from "#components/form/form-groups";
import { useForm, useFormValues } from "#components/form/form-context";
import type { Contract } from "#lib/contract/contract";
import { contractValidator } from "#lib/form/contract-validator";
import { conditionNames, conditionValues } from "#lib/form/condition-values";
import type { FormValues } from "#lib/form/field-entry";

const ThemedForm = withTheme<FormValues, RJSFSchema>({
  fields: { StringField: ContractField, NumberField: ContractField, BooleanField: ContractField },
  templates: { FieldTemplate: FieldFrame, ObjectFieldTemplate: FormGroups },
});

/**
 * RJSF draws the contract: which fields there are, which a condition asks for, which choices it leaves. What people
 * type lives in the form desk, so RJSF hears only of the few values its conditions look at, and a keystroke does not
 * draw the form again.
 */
export function ContractForm() {
  const { desk, focus } = useForm();
  const values = useFormValues();
  const names = useMemo(() => conditionNames(desk.contract.carrierSchema), [desk.contract]);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focus === null) return;
    // After the fold around an advanced field has opened.
    const frame = requestAnimationFrame(() => focusField(root.current, focus.name));
    return () => cancelAnimationFrame(frame);
  }, [focus]);
  return (
    <div ref={root}>
      <Fields
        contract={desk.contract}
        conditions={JSON.stringify(conditionValues(desk.contract, names, values))}
      />
    </div>
  );
}

/** Takes the values as text, so that equal ones are the same and nothing is drawn again. */
const Fields = memo(function Fields({ contract, conditions }: { contract: Contract; conditions: string }) {
  const validator = useMemo(() => contractValidator(contract), [contract]);
  const formData = useMemo(() => JSON.parse(conditions) as FormValues, [conditions]);
  return (
    <ThemedForm
      tagName="div"
      idPrefix="param"
      schema={contract.carrierSchema as unknown as RJSFSchema}
      validator={validator}
      formData={formData}
      noHtml5Validate
      noValidate
      showErrorList={false}
      experimental_defaultFormStateBehavior={formState}
    >
      <></>
    </ThemedForm>
  );
});

/** Defaults are the desk's business; RJSF must not fill any in. */
const formState = {
  emptyObjectFields: "skipDefaults",
  constAsDefaults: "never",
  requiredBooleanDefault: "skip",
} as const;

function focusField(root: HTMLElement | null, name: string): void {
  const field = root?.querySelector(`[data-field="${CSS.escape(name)}"]`);
  const control = field?.querySelector<HTMLElement>(
    "[data-control] :is(input, textarea, select, button, [tabindex='0']):not(:disabled)",
  );
  field?.scrollIntoView({ block: "center" });
  control?.focus({ preventScroll: true });
}
