export const commentKeys = {
  all: ["comments"] as const,
  of: (outputId: string) => ["comments", outputId] as const,
};
