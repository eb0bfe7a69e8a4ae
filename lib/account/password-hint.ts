export type PasswordHint = { level: "short" | "weak" | "fair" | "strong"; words: string };

const shortest = 10;

/**
 * How good a password is, in words; advice only, the server asks for nothing but the length. `personal` is what others
 * know of the person (name, email).
 */
export function passwordHint(password: string, personal: readonly string[] = []): PasswordHint {
  const length = Array.from(password).length;
  if (length < shortest) {
    const missing = shortest - length;
    const words =
      length === 0
        ? "At least 10 characters. Three or four unrelated words are easy to keep and hard to guess."
        : `${missing} more ${missing === 1 ? "character" : "characters"} to go.`;
    return { level: "short", words };
  }
  const flat = password.toLowerCase();
  const known = personal
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .find((part) => part.length >= 4 && flat.includes(part));
  if (known !== undefined) return { level: "weak", words: `Easy to guess: it has “${known}” in it.` };
  if (isMonotonous(flat)) return { level: "weak", words: "Easy to guess: it repeats or counts." };
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) =>
    kind.test(password),
  ).length;
  if (length >= 16 || (length >= 12 && kinds >= 3)) return { level: "strong", words: "Strong." };
  return { level: "fair", words: "Fair. A few more characters make it strong." };
}

/** Few different characters, digits only, or mostly steps of one: aaaaaaaaaa, 1234567890, abcdefghij. */
function isMonotonous(text: string): boolean {
  if (new Set(text).size < 5 || /^\p{N}+$/u.test(text)) return true;
  const codes = Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
  const steps = codes.slice(1).filter((code, index) => Math.abs(code - (codes[index] ?? 0)) <= 1);
  return steps.length > text.length / 2;
}
