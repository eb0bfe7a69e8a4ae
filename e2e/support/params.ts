import sharp from "sharp";
import { uploadAsset, type Json, type Property, type WorkflowDetail } from "./api.ts";

/** Params that a contract accepts: its defaults, and something fitting for what is required. */
export async function validParams({ contract }: WorkflowDetail): Promise<Json> {
  const params: Json = {};
  for (const [name, property] of Object.entries(contract.properties)) {
    if (property.format === "asset") params[name] = await sampleAsset(name);
    else if (contract.required?.includes(name) && property.default === undefined)
      params[name] = sample(property);
  }
  return params;
}

function sample(property: Property): unknown {
  if (property.enum) return property.enum[0];
  if (property.type === "string") return "a ceramic vase on a linen cloth, morning light";
  if (property.type === "boolean") return true;
  return property.minimum ?? 1;
}

async function sampleAsset(name: string): Promise<string> {
  const mask = name.includes("mask");
  const picture = await sharp({
    create: { width: 256, height: 256, channels: 3, background: mask ? "#ffffff" : "#507090" },
  })
    .png()
    .toBuffer();
  return uploadAsset(new Uint8Array(picture), `${name}.png`);
}

export type Invalid = { why: string; params: Json; field: string | undefined };

/** At least twenty ways to be wrong about one contract, each with the field that must be named. */
export function invalidParams({ contract }: WorkflowDetail, valid: Json): Invalid[] {
  const wrong: Invalid[] = [
    { why: "an unknown param", params: { ...valid, no_such_param: 1 }, field: "no_such_param" },
    { why: "a prototype name", params: JSON.parse(`{"__proto__":{"a":1}}`) as Json, field: undefined },
    { why: "a constructor", params: { ...valid, constructor: "x" }, field: "constructor" },
    { why: "an empty name", params: { ...valid, "": 1 }, field: "" },
    { why: "a pointer for a name", params: { ...valid, "/3/inputs/seed": 1 }, field: undefined },
  ];
  for (const name of contract.required ?? []) {
    const { [name]: _left, ...rest } = valid;
    if (contract.properties[name]?.default === undefined)
      wrong.push({ why: `without ${name}`, params: rest, field: name });
  }
  for (const [name, property] of Object.entries(contract.properties)) {
    for (const [why, value] of wrongValues(property))
      wrong.push({ why: `${name} ${why}`, params: { ...valid, [name]: value }, field: name });
  }
  return wrong;
}

function wrongValues(property: Property): [string, unknown][] {
  const values: [string, unknown][] = [
    ["null", null],
    ["a list", [1, 2]],
    ["an object", { $ref: "#" }],
  ];
  if (property.type === "string") values.push(["a number", 7], ["true", true], ["huge", "x".repeat(100_000)]);
  if (property.type === "boolean") values.push(["the text false", "false"], ["zero", 0]);
  if (property.type === "integer") values.push(["a fraction", 1.5], ["words", "many"], ["true", true]);
  if (property.type === "number") values.push(["words", "much"], ["true", true]);
  if (property.minimum !== undefined) values.push(["below its minimum", property.minimum - 1]);
  if (property.maximum !== undefined && property.maximum < 2 ** 53)
    values.push(["above its maximum", property.maximum + 1]);
  if (property.maximum !== undefined && property.maximum >= 2 ** 53)
    values.push(["past 64 bits", "18446744073709551616"]);
  if (property.enum)
    values.push(["outside its list", typeof property.enum[0] === "number" ? 123_457 : "no such choice"]);
  if (property.maxLength !== undefined) values.push(["one too long", "x".repeat(property.maxLength + 1)]);
  return values;
}
