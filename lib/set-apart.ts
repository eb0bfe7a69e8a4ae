const fromRightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * Somebody's words inside a sentence of ours. Those that are written from right to left are set apart by characters that
 * nobody sees, or digits and brackets beside them would change sides; others are left as they are.
 */
export function setApart(words: string): string {
  return fromRightToLeft.test(words) ? `\u2068${words}\u2069` : words;
}
