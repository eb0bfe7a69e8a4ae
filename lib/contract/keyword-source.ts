import { type ExactJson, type ExactObject, isJsonObject } from "#lib/json";
import type { ContractProperty } from "./contract.ts";

/** Takes down a problem at a pointer into the schema file. */
export type Complain = (pointer: string, message: string) => void;

/**
 * The params of the contract being read. `has` also knows those that are declared but could not be read, so that
 * one mistake is told once; `get` has only the sound ones.
 */
export type KnownParams = {
  has(name: string): boolean;
  get(name: string): ContractProperty | undefined;
};

/** An object of the schema file being read: its keywords, where each stands, and where to complain. */
export type KeywordSource = {
  readonly schema: ExactObject;
  readonly where: (keyword: string) => string;
  readonly complain: Complain;
};

/** The keyword's own value; inherited names such as "constructor" count as absent. */
export function keyword(source: KeywordSource, name: string): ExactJson | undefined {
  return Object.hasOwn(source.schema, name) ? source.schema[name] : undefined;
}

export function readText(source: KeywordSource, name: string): string | undefined {
  const value = keyword(source, name);
  if (value === undefined || typeof value === "string") return value;
  source.complain(source.where(name), `${name} must be text.`);
  return undefined;
}

export function readFlag(source: KeywordSource, name: string): boolean | undefined {
  const value = keyword(source, name);
  if (value === undefined || typeof value === "boolean") return value;
  source.complain(source.where(name), `${name} must be true or false.`);
  return undefined;
}

export function readNumber(source: KeywordSource, name: string): number | bigint | undefined {
  const value = keyword(source, name);
  if (value === undefined || typeof value === "bigint") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  source.complain(source.where(name), `${name} must be a number.`);
  return undefined;
}

/** A whole number from 0, such as a length. */
export function readCount(source: KeywordSource, name: string): number | undefined {
  const value = keyword(source, name);
  if (value === undefined) return undefined;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  source.complain(source.where(name), `${name} must be a whole number from 0.`);
  return undefined;
}

export function readObject(source: KeywordSource, name: string): ExactObject | undefined {
  const value = keyword(source, name);
  if (value === undefined || isJsonObject(value)) return value;
  source.complain(source.where(name), `${name} must be an object.`);
  return undefined;
}

export function readList(source: KeywordSource, name: string): ExactJson[] | undefined {
  const value = keyword(source, name);
  if (value === undefined || Array.isArray(value)) return value;
  source.complain(source.where(name), `${name} must be a list.`);
  return undefined;
}
