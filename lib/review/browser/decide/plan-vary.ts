import type { ReseedOptions, VaryRequest } from "#lib/review/reseed-schema";

export type Parameter = ReseedOptions["parameters"][number];

/** What is chosen in the dialog, as typed. */
export type VaryDraft = {
  grain: "everything" | "parameter" | "prompts" | "unchanged";
  seed: "random" | "fixed" | "original";
  count: string;
  fixed: string;
  plus: string;
  parameter: string;
  by: "values" | "range";
  /** Numbers separated by commas; texts and choices by lines. */
  values: string;
  from: string;
  to: string;
  step: string;
  version: "parent" | "published";
  /** With nothing changed: the server forgets first, and really draws again. */
  isAfresh: boolean;
};

export type VaryField = "count" | "fixed" | "plus" | "parameter" | "values" | "from" | "to" | "step";

export type VaryPlan = {
  /** What is sent; null while something is wrong. */
  request: VaryRequest | null;
  runs: number;
  /** What the runs differ in, as far as it is known before: seeds that the server draws are not. */
  shown: readonly string[];
  problems: Partial<Record<VaryField, string>>;
};

/** One request makes no more. */
const mostRuns = 50;

export const startingDraft: VaryDraft = {
  grain: "everything",
  seed: "random",
  count: "4",
  fixed: "",
  plus: "1",
  parameter: "",
  by: "values",
  values: "",
  from: "",
  to: "",
  step: "",
  version: "parent",
  isAfresh: false,
};

/** The numbers of a choice, before anything is sent; the server judges the values once more. */
export function planVary(draft: VaryDraft, options: ReseedOptions): VaryPlan {
  switch (draft.grain) {
    case "everything":
      return planSeeds(draft, options);
    case "prompts":
      return planCount(draft, (count) => ({ count, version: draft.version, vary: { grain: "prompts" } }));
    case "unchanged":
      return {
        request: {
          count: 1,
          version: draft.version,
          vary: { grain: draft.isAfresh ? "afresh" : "unchanged" },
        },
        runs: 1,
        shown: options.seed === null ? [] : [options.seed],
        problems: {},
      };
    case "parameter":
      return planParameter(draft, options);
  }
}

function planSeeds(draft: VaryDraft, { seed, seedBounds }: ReseedOptions): VaryPlan {
  const everything = (chosen: SeedChoice, count: number): VaryRequest => ({
    count,
    version: draft.version,
    vary: { grain: "everything", seed: chosen },
  });
  if (draft.seed === "random") return planCount(draft, (count) => everything({ choice: "random" }, count));
  if (draft.seed === "fixed") {
    const digits = draft.fixed.trim();
    const problem = seedProblem(digits, seedBounds);
    if (problem !== null) return { request: null, runs: 1, shown: [], problems: { fixed: problem } };
    const exact = BigInt(digits).toString();
    return {
      request: everything({ choice: "fixed", seed: exact }, 1),
      runs: 1,
      shown: [exact],
      problems: {},
    };
  }
  const plus = wholeNumber(draft.plus, 1_000_000);
  if (plus === null || seed === null) {
    return { request: null, runs: 0, shown: [], problems: { plus: "A whole number from 1." } };
  }
  const planned = planCount(draft, (count) => everything({ choice: "original", plus }, count));
  const shown = Array.from({ length: planned.runs }, (_, index) =>
    String(BigInt(seed) + BigInt(plus + index)),
  );
  const outside = shown.find((text) => seedProblem(text, seedBounds) !== null);
  if (outside === undefined) return { ...planned, shown };
  return {
    ...planned,
    shown,
    request: null,
    problems: { plus: `${outside} is past the last possible seed.` },
  };
}

type SeedChoice = Extract<VaryRequest["vary"], { grain: "everything" }>["seed"];

function planCount(draft: VaryDraft, request: (count: number) => VaryRequest): VaryPlan {
  const count = wholeNumber(draft.count, mostRuns);
  if (count !== null) return { request: request(count), runs: count, shown: [], problems: {} };
  return { request: null, runs: 0, shown: [], problems: { count: `From 1 to ${mostRuns}.` } };
}

function planParameter(draft: VaryDraft, { parameters }: ReseedOptions): VaryPlan {
  const parameter = parameters.find(({ name }) => name === draft.parameter);
  if (parameter === undefined) {
    return { request: null, runs: 0, shown: [], problems: { parameter: "Choose what shall vary." } };
  }
  const isRange = draft.by === "range" && isNumeric(parameter);
  const found = isRange ? valuesOfRange(draft) : valuesOfText(draft.values, parameter);
  if ("problems" in found) return { request: null, runs: 0, shown: [], problems: found.problems };
  const { values } = found;
  const problem = listProblem(values, parameter);
  const at = isRange ? "to" : "values";
  return {
    request:
      problem === null
        ? {
            count: 1,
            version: draft.version,
            vary: {
              grain: "parameter",
              name: parameter.name,
              values: values.map((text) => toValue(parameter, text)),
            },
          }
        : null,
    runs: values.length,
    shown: values,
    problems: problem === null ? {} : { [at]: problem },
  };
}

type Found = { values: string[] } | { problems: VaryPlan["problems"] };

function valuesOfText(text: string, parameter: Parameter): Found {
  const isTyped = isNumeric(parameter) && parameter.choices === null;
  const values = text
    .split(isTyped ? /[,;\n]/ : "\n")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return { values };
}

/** Counted in whole steps of the finest decimal that was typed, so that 0.1 three times is 0.3. */
function valuesOfRange({ from, to, step }: VaryDraft): Found {
  const typed = { from: from.trim(), to: to.trim(), step: step.trim() };
  const problems: VaryPlan["problems"] = {};
  for (const [name, text] of Object.entries(typed) as [keyof typeof typed, string][]) {
    if (!/^-?\d+([.,]\d+)?$/.test(text)) problems[name] = "A number.";
  }
  if (Object.keys(problems).length > 0) return { problems };
  const decimals = Math.max(...Object.values(typed).map((text) => (text.split(/[.,]/)[1] ?? "").length));
  const scaled = (text: string) => Math.round(Number(text.replace(",", ".")) * 10 ** decimals);
  const [start, end, by] = [scaled(typed.from), scaled(typed.to), scaled(typed.step)];
  if (by <= 0) return { problems: { step: "Greater than 0." } };
  if (end < start) return { problems: { to: `Not below ${typed.from}.` } };
  const count = Math.floor((end - start) / by) + 1;
  if (count > mostRuns) return { problems: { step: `That makes ${count} runs; ${mostRuns} at most.` } };
  return {
    values: Array.from({ length: count }, (_, index) =>
      String(Number(((start + index * by) / 10 ** decimals).toFixed(decimals))),
    ),
  };
}

function listProblem(values: readonly string[], parameter: Parameter): string | null {
  if (values.length === 0) return "At least one value.";
  if (values.length > mostRuns) return `At most ${mostRuns} values.`;
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) return `${twice} is there twice.`;
  if (!isNumeric(parameter) || parameter.choices !== null) return null;
  const { minimum, maximum, title } = parameter;
  for (const value of values) {
    const number = Number(value.replace(",", "."));
    if (Number.isNaN(number)) return `${value} is no number.`;
    if (minimum !== null && number < minimum)
      return `${value} is below ${minimum}, the least ${title} can be.`;
    if (maximum !== null && number > maximum)
      return `${value} is above ${maximum}, the most ${title} can be.`;
  }
  return null;
}

export function isNumeric({ type }: Parameter): boolean {
  return type === "number" || type === "integer";
}

function toValue({ type }: Parameter, text: string): string | number | boolean {
  if (type === "boolean") return text === "true";
  if (type === "string") return text;
  const number = Number(text.replace(",", "."));
  // More digits than a number keeps travel as text.
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? text : number;
}

function seedProblem(digits: string, bounds: ReseedOptions["seedBounds"]): string | null {
  if (!/^\d{1,20}$/.test(digits)) return "A whole number from 0.";
  if (bounds === null) return null;
  const seed = BigInt(digits);
  if (seed >= BigInt(bounds.minimum) && seed <= BigInt(bounds.maximum)) return null;
  return `From ${bounds.minimum} to ${bounds.maximum}.`;
}

function wholeNumber(text: string, most: number): number | null {
  const number = /^\d+$/.test(text.trim()) ? Number(text) : 0;
  return number >= 1 && number <= most ? number : null;
}
