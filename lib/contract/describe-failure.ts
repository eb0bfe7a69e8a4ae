import { typeSentence } from "./carry-value.ts";
import type { BranchSchema, CarrierSchema, ContractProperty, Scalar } from "./contract.ts";
import type { CarriedParams, Failure } from "./judge-params.ts";

/** The sentence for a broken rule: the field by its title, the limit, and with a condition when it applies. */
export function describeFailure(
  property: ContractProperty,
  failure: Failure,
  schema: CarrierSchema,
  params: CarriedParams,
  titleOf: (name: string) => string,
): string {
  const sentence = ruleSentence(property, failure, params[property.name]);
  const condition = conditionOf(failure, schema, titleOf);
  return `${sentence}${condition}.`;
}

function ruleSentence(
  property: ContractProperty,
  { keyword, rule }: Failure,
  value: Scalar | undefined,
): string {
  const { title, unit } = property;
  const amount = unit === "" ? String(rule) : `${String(rule)} ${unit}`;
  switch (keyword) {
    case "required":
      return `${title} is required`;
    case "type":
      return typeSentence(property, value).replace(/\.$/, "");
    case "minimum":
      return `${title} must be at least ${amount}`;
    case "maximum":
      return `${title} must be at most ${amount}`;
    case "exclusiveMinimum":
      return `${title} must be more than ${amount}`;
    case "exclusiveMaximum":
      return `${title} must be less than ${amount}`;
    case "multipleOf":
      return `${title} must be a multiple of ${amount}`;
    case "minLength":
      return rule === 1
        ? `${title} must not be empty`
        : `${title} must have at least ${String(rule)} characters`;
    case "maxLength":
      return `${title} must have at most ${String(rule)} characters; it has ${Array.from(String(value)).length}`;
    case "enum":
      return `${title} must be one of ${listValues(rule as Scalar[], property)}`;
    case "const":
      return `${title} must be ${show(rule as Scalar, property)}`;
    case "format":
      return `${title} must be a valid ${String(rule)}`;
    case "pattern":
      return `${title} does not have the expected form`;
    default:
      return `${title} is not allowed to have this value`;
  }
}

/** " when Mode is "inpaint"" for a rule in a branch; "" for a rule that always holds. */
function conditionOf({ path }: Failure, schema: CarrierSchema, titleOf: (name: string) => string): string {
  if (path[0] !== "allOf") return "";
  const condition = schema.allOf?.[Number(path[1])];
  if (condition === undefined) return "";
  const tests = Object.entries(condition.if.properties ?? {}).map(([name, test]) =>
    testOf(titleOf(name), test),
  );
  const joined = tests.join(" and ");
  return path[2] === "else" ? ` unless ${joined}` : ` when ${joined}`;
}

function testOf(title: string, test: NonNullable<BranchSchema["properties"]>[string]): string {
  return test.const === undefined
    ? `${title} is ${listValues(test.enum ?? [])}`
    : `${title} is ${show(test.const)}`;
}

function listValues(values: readonly Scalar[], property?: ContractProperty): string {
  const shown = values.slice(0, 10).map((value) => show(value, property));
  if (values.length > shown.length) return `${shown.join(", ")} or ${values.length - shown.length} more`;
  const last = shown.pop() ?? "";
  return shown.length === 0 ? last : `${shown.join(", ")} or ${last}`;
}

/** The value as it has to be sent, with the label people know it by where that is another. */
function show(value: Scalar, property?: ContractProperty): string {
  const label = property?.choices?.find((choice) => choice.value === value)?.label ?? String(value);
  const sent = typeof value === "string" ? `"${value}"` : String(value);
  return label === String(value) ? sent : `${sent} (${label})`;
}
