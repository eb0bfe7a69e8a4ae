import { expect, it, vi } from "vitest";
import { announce, readAnnouncements } from "./announcer.ts";

it("A11Y-3 a burst is one message a second, in which every sentence ends once", () => {
  vi.useFakeTimers();
  try {
    announce("Approved");
    expect(readAnnouncements().polite).toBe("Approved");
    announce("One stays undecided: it was skipped.");
    announce("The list is at its end.");
    vi.advanceTimersByTime(1000);
    expect(readAnnouncements().polite).toBe("One stays undecided: it was skipped. The list is at its end.");
  } finally {
    vi.useRealTimers();
  }
});
