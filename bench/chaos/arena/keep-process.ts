import type { Child } from "../../kit/child.ts";

/** A process that is started again whenever it dies, as a supervisor would. */
export type KeptProcess = {
  /** The one that lives now; waits for it while it is being started. */
  current(): Promise<Child>;
  /** How often it had to be started after the first time. */
  readonly restarts: number;
  /** Ends it and starts another, perhaps in another way. */
  replace(start?: () => Promise<Child>): Promise<void>;
  stop(): Promise<void>;
};

export async function keepProcess(start: () => Promise<Child>): Promise<KeptProcess> {
  let restarts = 0;
  let isStopped = false;
  let next: Promise<Child> = start();
  await next;

  function watch(): void {
    void next.then(async (child) => {
      await child.exited;
      if (isStopped) return;
      restarts += 1;
      next = startAgain();
      watch();
    });
  }

  async function startAgain(): Promise<Child> {
    while (true) {
      try {
        return await start();
      } catch (error) {
        // Its database may be away just now; a supervisor does not give up either.
        if (isStopped) throw error;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  }

  watch();
  return {
    current: () => next,
    get restarts() {
      return restarts;
    },
    async replace(startOtherwise) {
      if (startOtherwise) start = startOtherwise;
      const before = await next;
      await before.kill();
      while ((await next) === before) await new Promise((resolve) => setImmediate(resolve));
      await next;
    },
    async stop() {
      isStopped = true;
      await next.then(
        (child) => child.stop(),
        () => undefined,
      );
    },
  };
}
