"use client";

import { useCallback, useEffect, useState } from "react";

const name = "proofsheet.first-hint";

/** Whether this browser still has to be told how the desk is worked: until somebody says that they have read it. */
export function useFirstHint() {
  const [isShown, setShown] = useState(false);
  useEffect(() => setShown(window.localStorage.getItem(name) !== "read"), []);
  const dismiss = useCallback(() => {
    window.localStorage.setItem(name, "read");
    setShown(false);
  }, []);
  return { isShown, dismiss };
}
