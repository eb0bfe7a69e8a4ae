/** Wakes one sleeper. A ring while nobody sleeps is remembered, so that no wake-up falls between two looks. */
export type Alarm = {
  ring(): void;
  /** Resolves true when rung, false when `ms` have passed first. */
  wait(ms: number): Promise<boolean>;
};

export function createAlarm(): Alarm {
  let isRung = false;
  let wakeUp: (() => void) | undefined;
  return {
    ring() {
      isRung = true;
      wakeUp?.();
    },
    async wait(ms) {
      if (!isRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wakeUp = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wakeUp = undefined;
      }
      const wasRung = isRung;
      isRung = false;
      return wasRung;
    },
  };
}
