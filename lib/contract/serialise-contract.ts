import { isJsonObject } from "#lib/json";
import { compileContract } from "./compile-contract.ts";
import type { Contract } from "./contract.ts";
import { formatProblem } from "./problem.ts";

/**
 * A contract on its way to a browser. The schema travels as text, because a 64-bit bound in plain JSON would be
 * rounded on arrival; from the same text the same contract is read, without the graph.
 */
export type SerialisedContract = { readonly draft: "2020-12"; readonly schema: string };

/** The wire shape of a contract; `parseContract` reads it. */
export function serialiseContract(contract: Contract): SerialisedContract {
  return { draft: "2020-12", schema: contract.schemaText };
}

/** The contract again, equal to the one that was serialised. Throws on anything `serialiseContract` did not write. */
export function parseContract(value: unknown): Contract {
  const schema = isJsonObject(value) && value["draft"] === "2020-12" ? value["schema"] : undefined;
  if (typeof schema !== "string") throw new Error("This is no serialised contract.");
  const { contract, problems } = compileContract(schema, "contract");
  const first = problems[0];
  if (contract === null || first !== undefined) {
    throw new Error(first === undefined ? "This is no serialised contract." : formatProblem(first));
  }
  return contract;
}
