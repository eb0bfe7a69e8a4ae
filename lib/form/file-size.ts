const kilo = 1024;

/** "640 KB", "2.4 MB": size of a file for people. */
export function fileSize(bytes: number): string {
  if (bytes < kilo) return `${bytes} B`;
  if (bytes < kilo ** 2) return `${Math.round(bytes / kilo)} KB`;
  return `${(bytes / kilo ** 2).toFixed(bytes < 10 * kilo ** 2 ? 1 : 0)} MB`;
}
