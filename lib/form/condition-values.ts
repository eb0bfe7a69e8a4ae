import type { CarrierSchema, Contract, Scalar } from "#lib/contract/contract";
import { findProperty } from "#lib/contract/contract";

/** Names of the properties that conditions look at. */
export function conditionNames({ allOf = [] }: CarrierSchema): readonly string[] {
  const names = allOf.flatMap(({ if: test }) => [
    ...Object.keys(test.properties ?? {}),
    ...(test.required ?? []),
  ]);
  return [...new Set(names)];
}

/** Their values as the engine will judge them: where nothing is set, the default counts. */
export function conditionValues(
  contract: Contract,
  names: readonly string[],
  values: { readonly [name: string]: Scalar },
): { readonly [name: string]: Scalar } {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = values[name] ?? findProperty(contract, name)?.default;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
