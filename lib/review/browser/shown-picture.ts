let shownId: string | null = null;

/** Tells which output's picture really is on the large stage; while the next one decodes, that is still the last. */
export function setShownPicture(id: string | null): void {
  shownId = id;
}

export function readShownPicture(): string | null {
  return shownId;
}
