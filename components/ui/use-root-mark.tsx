"use client";

import { useLayoutEffect } from "react";

type RootMark = "large" | "bare" | "palette" | "writing" | "offline";

/** Marks the page while `isOn`, for what stands elsewhere and has to make way; see the variants in globals.css. */
export function useRootMark(name: RootMark, isOn: boolean): void {
  useLayoutEffect(() => {
    if (!isOn) return;
    const { dataset } = document.documentElement;
    dataset[name] = "";
    return () => void delete dataset[name];
  }, [name, isOn]);
}
