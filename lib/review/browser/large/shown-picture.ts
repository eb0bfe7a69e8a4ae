const shown = new Map<string, string>();

/**
 * Tells which output's picture really stands at a place of the screen (the large stage, a side of compare); while the
 * next one decodes, that is still the last.
 */
export function setShownPicture(place: string, id: string | null): void {
  if (id === null) shown.delete(place);
  else shown.set(place, id);
}

/** Whether a reviewer can have seen this picture large. */
export function isPictureShown(id: string): boolean {
  return [...shown.values()].includes(id);
}
