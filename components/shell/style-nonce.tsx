"use client";

declare global {
  var __webpack_nonce__: string | undefined;
}

if (typeof document !== "undefined") {
  // Radix locks scrolling with a style element and looks for this name to make our policy let it through.
  globalThis.__webpack_nonce__ = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
}

/** Hands the page's nonce to parts that add style elements. Draws nothing. */
export function StyleNonce() {
  return null;
}
