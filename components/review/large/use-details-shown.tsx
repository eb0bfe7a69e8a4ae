"use client";

import { useCallback, useEffect, useState } from "react";

const name = "proofsheet.details";

/** Shown beside the picture on a desk, closed on a phone where it would cover it; then as it was last left. */
export function useDetailsShown(): [boolean, () => void] {
  const [isShown, setShown] = useState(true);
  useEffect(() => {
    const isWide = window.matchMedia("(min-width: 768px)").matches;
    setShown(isWide && window.localStorage.getItem(name) !== "hidden");
  }, []);
  const toggle = useCallback(() => {
    setShown((now) => {
      window.localStorage.setItem(name, now ? "hidden" : "shown");
      return !now;
    });
  }, []);
  return [isShown, toggle];
}
