import type {
  ErrorSchema,
  RJSFSchema,
  RJSFValidationError,
  ValidationData,
  ValidatorType,
} from "@rjsf/utils";
import type { CarrierSchema, Contract } from "#lib/contract/contract";
import { type CarriedParams, judgeParams } from "#lib/contract/judge-params";
import { type ParamError, validateParams } from "#lib/contract/validate-params";
import { fieldOfPath } from "./field-errors.ts";
import type { FormValues } from "./field-entry.ts";

/**
 * RJSF's validator on our one engine: the same verdict in browser and server, no code generation, so that a form
 * works under a CSP without `unsafe-eval`. RJSF asks `isValid` with parts of the schema (the `if` of a condition);
 * compiled parts are kept per schema object by the engine.
 */
export function contractValidator(contract: Contract): ValidatorType<FormValues, RJSFSchema> {
  const check = (values: FormValues | undefined): readonly ParamError[] => {
    const verdict = validateParams(contract, values ?? {});
    return verdict.ok ? [] : verdict.errors;
  };
  return {
    isValid: (schema, values) => isPartValid(schema, values),
    rawValidation: <Result>(_schema: RJSFSchema, values?: FormValues) => ({
      errors: [...check(values)] as Result[],
    }),
    validateFormData: (values) => toValidationData(check(values)),
  };
}

function isPartValid(schema: RJSFSchema, values: FormValues | undefined): boolean {
  try {
    const params = Object.assign(Object.create(null), values) as CarriedParams;
    return judgeParams(schema as unknown as CarrierSchema, params).length === 0;
  } catch {
    // RJSF's contract: a schema that cannot be judged fits nothing.
    return false;
  }
}

function toValidationData(errors: readonly ParamError[]): ValidationData<FormValues> {
  const errorSchema: { [name: string]: { __errors: string[] } } = {};
  const list = errors.map(({ path, message }): RJSFValidationError => {
    const name = fieldOfPath(path);
    if (name !== null) (errorSchema[name] ??= { __errors: [] }).__errors.push(message);
    return { message, stack: message, ...(name === null ? {} : { property: `.${name}` }) };
  });
  return { errors: list, errorSchema: errorSchema as ErrorSchema<FormValues> };
}
