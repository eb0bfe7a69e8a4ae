import type { CheckedParams, Contract } from "../contract.ts";
import { validateParams } from "../validate-params.ts";

/** Params that must be valid; throws with the reasons when they are not. */
export function checked(contract: Contract, input: unknown): CheckedParams {
  const check = validateParams(contract, input);
  if (check.ok) return check.params;
  throw new Error(check.errors.map(({ message }) => message).join(" "));
}
