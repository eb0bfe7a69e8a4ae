import { expect, test } from "vitest";
import { describeError } from "./log-error.ts";

const secret = "kaleidoscope";

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("Nothing was thrown.");
}

test("an error is told by kind, code, message and place", () => {
  const cause = Object.assign(new Error("No way there"), { code: "ECONNREFUSED" });
  const told = describeError(new TypeError("It broke", { cause }));
  expect(told).toMatchObject({
    type: "TypeError",
    message: "It broke",
    cause: { code: "ECONNREFUSED", message: "No way there" },
  });
  expect(told.stack).toContain("log-error.test.ts");
});

test("what JSON.parse quotes of its text is cut", () => {
  const told = describeError(thrownBy(() => JSON.parse(`{"prompt": ${secret}}`)));
  expect(told).toMatchObject({ type: "SyntaxError" });
  expect(JSON.stringify(told)).not.toContain(secret);
});

test("what Prisma draws of a call, and what drivers hang on an error, are cut", () => {
  const drawn = new Error(
    `Invalid \`run.create()\` invocation\n{ prompt: "${secret}" }\n\nArgument id is missing.`,
  );
  drawn.name = "PrismaClientValidationError";
  const told = describeError(Object.assign(drawn, { meta: { detail: `Failing row contains ${secret}` } }));
  expect(told.message).toBe("Argument id is missing.");
  expect(JSON.stringify(told)).not.toContain(secret);
});

test("what Postgres quotes of a value is cut, and what it names is kept", () => {
  const refused = new Error(
    `Raw query failed. Message: \`invalid input syntax for type integer: "${secret}"\``,
  );
  refused.name = "PrismaClientKnownRequestError";
  const missing = new Error('Raw query failed. Message: `relation "tally" does not exist`');
  missing.name = "PrismaClientKnownRequestError";
  expect(describeError(refused).message).toContain("invalid input syntax for type integer: …");
  expect(describeError(missing).message).toContain('relation "tally"');
});

test("a thrown text is not repeated, and a chain that goes in circles ends", () => {
  expect(JSON.stringify(describeError(secret))).not.toContain(secret);
  const one = new Error("one");
  one.cause = one;
  expect(JSON.stringify(describeError(one)).length).toBeGreaterThan(0);
});
