export const claimKeys = { all: ["claims"] as const };
