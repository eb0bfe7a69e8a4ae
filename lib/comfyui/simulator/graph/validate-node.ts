import type { Catalogue } from "#lib/comfyui/simulator/nodes/catalogue";
import type { InputSpec } from "#lib/comfyui/simulator/nodes/input-spec";
import { wireType } from "#lib/comfyui/simulator/nodes/input-spec";
import type { NodeClass } from "#lib/comfyui/simulator/nodes/node-class";
import { outputType } from "#lib/comfyui/simulator/nodes/node-class";
import type { Installation } from "#lib/comfyui/simulator/nodes/object-info";
import { choicesOf, configOf, saverSockets } from "#lib/comfyui/simulator/nodes/object-info";
import { asPythonError, PythonError } from "#lib/comfyui/simulator/python-error";
import type { PyJson, PyObject } from "#lib/comfyui/simulator/python-json";
import { isPyObject, PythonFloat } from "#lib/comfyui/simulator/python-json";
import { pythonRepr, pythonStr } from "#lib/comfyui/simulator/python-text";
import { checkLiteral } from "./check-literal.ts";
import type { Graph } from "./graph.ts";
import type { Complaint } from "./node-error.ts";
import { badLink, complaint, innerException, missingInput, typeMismatch } from "./node-error.ts";

export type Verdict = { valid: boolean; errors: Complaint[] };

/** Validates a node and, depth first, what it is linked to. One instance serves one submitted graph. */
export class NodeValidator {
  readonly verdicts = new Map<string, Verdict>();
  readonly #graph: Graph;
  readonly #catalogue: Catalogue;
  readonly #installation: Installation;

  constructor(graph: Graph, catalogue: Catalogue, installation: Installation) {
    this.#graph = graph;
    this.#catalogue = catalogue;
    this.#installation = installation;
  }

  /** Coerces literals in place. Throws `PythonError` where ComfyUI's own validation would raise. */
  validate(id: string): Verdict {
    const known = this.verdicts.get(id);
    if (known !== undefined) return known;
    const { node, inputs } = this.#lookUp(id);
    let valid = true;
    const errors: Complaint[] = [];
    for (const [name, spec] of Object.entries(node.inputs)) {
      const outcome = this.#validateInput(node, inputs, name, spec);
      if (outcome === "bad upstream") valid = false;
      else if (outcome !== null) errors.push(outcome);
    }
    const own = errors.length === 0 && valid ? this.#ownCheck(node, inputs) : null;
    if (own !== null) errors.push(own);
    const verdict = { valid: valid && errors.length === 0, errors: shuffled(errors) };
    this.verdicts.set(id, verdict);
    return verdict;
  }

  #lookUp(id: string): { node: NodeClass; inputs: PyObject } {
    const entry = this.#graph[id];
    const node = this.#catalogue.get(entry?.class_type ?? "");
    if (entry === undefined || node === undefined) throw new PythonError("KeyError", pythonRepr(id));
    const inputs = entry["inputs"];
    if (!isPyObject(inputs)) throw new PythonError("KeyError", "'inputs'");
    return { node, inputs };
  }

  #validateInput(
    node: NodeClass,
    inputs: PyObject,
    name: string,
    spec: InputSpec,
  ): Complaint | "bad upstream" | null {
    const value = inputs[name];
    if (value === undefined) return spec.optional ? null : missingInput(name);
    const config = configOf(spec, this.#installation);
    if (Array.isArray(value)) return this.#validateLink(name, spec, config, value);
    return checkLiteral(inputs, {
      name,
      spec,
      config,
      choices: choicesOf(spec, this.#installation),
      ownCheck: node.check?.inputs.includes(name) ?? false,
      profile: this.#installation.profile,
    });
  }

  #validateLink(
    name: string,
    spec: InputSpec,
    config: PyJson,
    link: PyJson[],
  ): Complaint | "bad upstream" | null {
    const [id = null, slot = null] = link;
    if (link.length !== 2) return badLink(name, config, link);
    const received = this.#receivedType(id, slot);
    const wanted = wireType(spec);
    if (!typesMatch(received, wanted))
      return typeMismatch(name, config, received, wantedText(spec, config), link);
    const source = pythonStr(id);
    try {
      return this.validate(source).valid ? null : "bad upstream";
    } catch (error) {
      const python = asPythonError(error);
      this.verdicts.set(source, { valid: false, errors: [innerException(name, config, python, link)] });
      return "bad upstream";
    }
  }

  /** Python looks the node up by the id as it is, and the type by a tuple index: both may raise. */
  #receivedType(id: PyJson, slot: PyJson): string {
    const source = typeof id === "string" ? this.#graph[id] : undefined;
    const node = this.#catalogue.get(source?.class_type ?? "");
    if (node === undefined) throw new PythonError("KeyError", pythonRepr(id));
    const { profile } = this.#installation;
    const sockets = node.saves && profile.saveNodesHaveSockets ? saverSockets(node) : node.outputs;
    if (typeof slot !== "number" || !Number.isInteger(slot)) {
      const kind = slot instanceof PythonFloat || typeof slot === "number" ? "float" : "str";
      throw new PythonError("TypeError", `tuple indices must be integers or slices, not ${kind}`);
    }
    const output = sockets.at(slot);
    if (output === undefined) throw new PythonError("IndexError", "tuple index out of range");
    return outputType(output);
  }

  #ownCheck(node: NodeClass, inputs: PyObject): Complaint | null {
    if (node.check === undefined) return null;
    const literal = node.check.inputs.filter((name) => !Array.isArray(inputs[name]));
    const [name] = literal;
    if (name === undefined) return null;
    const problem = node.check.run(inputs, this.#installation);
    if (problem === null) return null;
    return complaint(
      "custom_validation_failed",
      "Custom validation failed for node",
      `${name} - ${problem}`,
      {
        input_name: name,
      },
    );
  }
}

/** `*` fits everything; a comma list is a union, of which one member must be shared. */
export function typesMatch(received: string, wanted: string): boolean {
  if (received === wanted || received === "*" || wanted === "*") return true;
  const offered = received.split(",");
  return wanted.split(",").some((type) => offered.includes(type));
}

function wantedText(spec: InputSpec, config: PyJson): string {
  const first = Array.isArray(config) ? config[0] : undefined;
  return spec.kind === "choice" && first !== undefined ? pythonRepr(first) : wireType(spec);
}

/** Python iterates a set here, so clients must not rely on the order. */
function shuffled<T>(list: T[]): T[] {
  return list.toSorted(() => Math.random() - 0.5);
}
