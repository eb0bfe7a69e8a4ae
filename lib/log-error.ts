type DescribedError = {
  type: string;
  message: string;
  code?: string | number;
  stack?: string;
  cause?: DescribedError;
};

const deepest = 5;

/**
 * An error as it may be logged: what kind, which code, where. Postgres quotes whole rows, Prisma the arguments of a
 * call and JSON.parse the text it failed on, and any of them may be somebody's prompt; of these the quotes are cut.
 */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: "Something that is no error was thrown." };
  const message = withoutQuotes(error);
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  return {
    type: error.name,
    message,
    ...("code" in error && (typeof error.code === "string" || typeof error.code === "number")
      ? { code: error.code }
      : {}),
    ...(frames.length > 0 ? { stack: frames.join("\n") } : {}),
    ...(error.cause !== undefined && depth < deepest ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}

function withoutQuotes({ name, message }: Error): string {
  if (name === "SyntaxError") return message.replace(/"[^]*"/, "…");
  // Prisma draws the whole call first; what is wrong with it comes last. Postgres puts the value behind a colon.
  if (!name.startsWith("PrismaClient")) return message;
  return (message.trimEnd().split("\n").at(-1)?.trim() ?? "").replace(/: ".*"/, ": …");
}
