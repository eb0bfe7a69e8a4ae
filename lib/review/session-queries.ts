export const sessionKeys = {
  lists: ["review-sessions", "list"] as const,
  detail: (id: string) => ["review-sessions", "detail", id] as const,
};
