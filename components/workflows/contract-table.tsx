import { Badge } from "#components/ui/badge";
import { Table, Td, Th, Tr } from "#components/ui/table";
import type { Binding, Contract, ContractProperty } from "#lib/contract/contract";
import { boundsOfProperty, typeOfProperty, valueOfProperty } from "#lib/form/describe-property";
import type { WorkflowDetail } from "#lib/workflow/workflow-schema";

type ContractTableProps = { contract: Contract; nodes: WorkflowDetail["nodes"] };

/** What may be set, within which bounds, and where each value lands in the graph. */
export function ContractTable({ contract, nodes }: ContractTableProps) {
  const titles = new Map(nodes.map(({ id, title }) => [id, title]));
  return (
    <Table aria-label="Contract">
      <thead>
        <tr>
          <Th>Param</Th>
          <Th className="max-md:hidden">Takes</Th>
          <Th className="max-md:hidden">Bounds</Th>
          <Th className="max-md:hidden">Default</Th>
          <Th>Lands in</Th>
        </tr>
      </thead>
      <tbody>
        {contract.properties.map((property) => (
          <Tr key={property.name}>
            <Td className="align-top max-md:w-1/2 md:min-w-36">
              <p className="flex flex-wrap items-center gap-x-1.5 font-medium">
                {property.title}
                {property.required && <Badge>required</Badge>}
              </p>
              <p className="font-mono text-2xs break-all text-faint">{property.name}</p>
              {/* A phone has no room for columns of their own. */}
              <p className="mt-1 text-xs wrap-anywhere text-soft md:hidden">
                {[typeOfProperty(property), boundsOfProperty(property)]
                  .filter((part) => part !== "")
                  .join(property.choices === null ? ", " : ": ")}
              </p>
              <p className="text-xs wrap-anywhere text-soft md:hidden">
                <span className="text-faint">Default: </span>
                <Default property={property} />
              </p>
            </Td>
            <Td className="align-top whitespace-nowrap text-soft max-md:hidden">
              {typeOfProperty(property)}
            </Td>
            <Td className="max-w-64 min-w-40 align-top break-words text-soft tabular max-md:hidden">
              {boundsOfProperty(property)}
            </Td>
            <Td className="max-w-48 min-w-28 align-top break-words max-md:hidden">
              <Default property={property} />
            </Td>
            <Td className="align-top md:min-w-52">
              <ul className="grid gap-0.5 text-xs">
                {landings(property.bindings, titles).map(({ node, inputs }) => (
                  <li key={node}>
                    {node} <span className="font-mono text-2xs text-faint">{inputs}</span>
                  </li>
                ))}
              </ul>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Default({ property }: { property: ContractProperty }) {
  const { required, widget } = property;
  return property.default === undefined ? (
    <span className="text-faint">{absence(required, widget === "seed")}</span>
  ) : (
    valueOfProperty(property, property.default)
  );
}

function absence(isRequired: boolean, isSeed: boolean): string {
  if (isSeed) return "drawn per run";
  return isRequired ? "none" : "the graph's own";
}

/** Bindings by node, since one value often lands in several inputs of one node. */
function landings(bindings: readonly Binding[], titles: ReadonlyMap<string, string>) {
  const byNode = new Map<string, string[]>();
  for (const { nodeId, input } of bindings) byNode.set(nodeId, [...(byNode.get(nodeId) ?? []), input]);
  return [...byNode].map(([id, inputs]) => ({
    node: `${titles.get(id) ?? "Node"} (${id})`,
    inputs: inputs.join(", "),
  }));
}
