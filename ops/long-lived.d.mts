export const longLived: readonly string[];
