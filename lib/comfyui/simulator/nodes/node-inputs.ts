import type { Mask, Picture } from "#lib/comfyui/simulator/pixels/picture";
import type { PyJson } from "#lib/comfyui/simulator/python-json";
import { PythonFloat } from "#lib/comfyui/simulator/python-json";
import { PythonError } from "#lib/comfyui/simulator/python-error";
import type { NodeValue, ValueOf } from "./node-value.ts";

/** The values of one node call, read by type. A wrong type is the TypeError Python would raise. */
export class NodeInputs {
  readonly #values: ReadonlyMap<string, NodeValue>;

  constructor(values: ReadonlyMap<string, NodeValue>) {
    this.#values = values;
  }

  entries(): [string, NodeValue][] {
    return [...this.#values];
  }

  value(name: string): NodeValue {
    const value = this.#values.get(name);
    if (value !== undefined) return value;
    throw new PythonError("TypeError", `missing 1 required positional argument: '${name}'`);
  }

  of<K extends NodeValue["kind"]>(kind: K, name: string): ValueOf<K> {
    const value = this.value(name);
    if (isKind(value, kind)) return value;
    throw new PythonError(
      kind === "clip" || kind === "vae" || kind === "model" ? "RuntimeError" : "TypeError",
      `ERROR: ${name} input is invalid: ${value.kind} where ${kind} is needed`,
    );
  }

  optional<K extends NodeValue["kind"]>(kind: K, name: string): ValueOf<K> | null {
    return this.#values.has(name) ? this.of(kind, name) : null;
  }

  /** Batches are never empty. */
  pictures(name: string): Picture[] {
    return this.of("image", name).pictures;
  }

  picture(name: string): Picture {
    return first(this.pictures(name));
  }

  masks(name: string): Mask[] {
    return this.of("mask", name).masks;
  }

  mask(name: string): Mask {
    return first(this.masks(name));
  }

  number(name: string): number {
    const value = this.#literal(name);
    if (value instanceof PythonFloat) return value.value;
    if (typeof value === "number" || typeof value === "bigint") return Number(value);
    if (typeof value === "boolean") return value ? 1 : 0;
    throw new PythonError("TypeError", `'${typeof value}' object cannot be interpreted as a number`);
  }

  integer(name: string): bigint {
    const value = this.#literal(name);
    return typeof value === "bigint" ? value : BigInt(Math.trunc(this.number(name)));
  }

  text(name: string): string {
    const value = this.#literal(name);
    if (typeof value === "string") return value;
    throw new PythonError("AttributeError", `'${typeof value}' object has no attribute 'split'`);
  }

  flag(name: string): boolean {
    const value = this.#literal(name);
    return Boolean(value instanceof PythonFloat ? value.value : value);
  }

  #literal(name: string): PyJson {
    return this.of("literal", name).value;
  }
}

function isKind<K extends NodeValue["kind"]>(value: NodeValue, kind: K): value is ValueOf<K> {
  return value.kind === kind;
}

function first<T>(batch: readonly T[]): T {
  const [item] = batch;
  if (item === undefined) throw new PythonError("IndexError", "index 0 is out of bounds");
  return item;
}
