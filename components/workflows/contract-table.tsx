import { Badge } from "#components/ui/badge";
import { Table, Td, Th, Tr } from "#components/ui/table";
import type { Binding, Contract } from "#lib/contract/contract";
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
          <Th>Takes</Th>
          <Th>Bounds</Th>
          <Th>Default</Th>
          <Th>Lands in</Th>
        </tr>
      </thead>
      <tbody>
        {contract.properties.map((property) => (
          <Tr key={property.name}>
            <Td className="min-w-36 align-top">
              <p className="flex items-center gap-1.5 font-medium">
                {property.title}
                {property.required && <Badge>required</Badge>}
              </p>
              <p className="font-mono text-2xs text-faint">{property.name}</p>
            </Td>
            <Td className="align-top whitespace-nowrap text-soft">{typeOfProperty(property)}</Td>
            <Td className="max-w-64 min-w-40 align-top break-words text-soft tabular">
              {boundsOfProperty(property)}
            </Td>
            <Td className="max-w-48 min-w-28 align-top break-words">
              {property.default === undefined ? (
                <span className="text-faint">{absence(property.required, property.widget === "seed")}</span>
              ) : (
                valueOfProperty(property, property.default)
              )}
            </Td>
            <Td className="min-w-52 align-top">
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
