"use client";

import { useEffect } from "react";

/**
 * Tells the style sheet how much of the lower edge a keyboard on screen covers (`--keyboard`), in browsers that lay it
 * over the page. A page that somebody has zoomed into is no sign of a keyboard. Draws nothing.
 */
export function KeyboardInset() {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (viewport === null) return;
    function measure({ height, offsetTop, scale }: VisualViewport) {
      const covered = scale > 1.01 ? 0 : Math.max(0, window.innerHeight - height - offsetTop);
      document.documentElement.style.setProperty("--keyboard", `${Math.round(covered)}px`);
    }
    const changed = () => measure(viewport);
    viewport.addEventListener("resize", changed);
    viewport.addEventListener("scroll", changed);
    return () => {
      viewport.removeEventListener("resize", changed);
      viewport.removeEventListener("scroll", changed);
      document.documentElement.style.removeProperty("--keyboard");
    };
  }, []);
  return null;
}
