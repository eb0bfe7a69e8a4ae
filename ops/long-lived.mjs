/** Flags for processes that go on for weeks: what they keep in memory stays level (decision 056). */
export const longLived = ["--max-semi-space-size=16", "--import", "./ops/level-memory.mjs"];
