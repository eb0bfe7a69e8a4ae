/** The look shared by everything one types into or picks from. */
export const fieldStyle =
  "w-full rounded-md border border-line-strong/70 bg-field px-2.5 text-text transition-colors hover:border-line-strong aria-invalid:border-rejected disabled:cursor-not-allowed disabled:opacity-55 pointer-coarse:min-h-11 pointer-coarse:text-[16px]";
