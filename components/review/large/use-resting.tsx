"use client";

import { useEffect, useState } from "react";

const restMs = 150;

/** `id`, once it has stayed for a moment: what is passed with a held key is not asked for. */
export function useResting(id: string): string {
  const [resting, setResting] = useState(id);
  useEffect(() => {
    const timer = setTimeout(() => setResting(id), restMs);
    return () => clearTimeout(timer);
  }, [id]);
  return resting;
}
