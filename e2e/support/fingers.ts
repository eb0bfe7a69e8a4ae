import type { CDPSession, Page } from "@playwright/test";

type Point = { x: number; y: number };

/** Fingers on a touch screen, up to two. Time passes for the page only as far as it is told. */
export class Fingers {
  private readonly client: CDPSession;
  private now = Date.now() / 1000;

  private constructor(client: CDPSession) {
    this.client = client;
  }

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page));
  }

  async down(...points: Point[]): Promise<void> {
    await this.send("touchStart", points, 20);
  }

  async move(point: Point, ...rest: (Point | { afterMs: number })[]): Promise<void> {
    const points = rest.filter((one) => "x" in one);
    const [wait] = rest.filter((one) => "afterMs" in one);
    await this.send("touchMove", [point, ...points], wait?.afterMs ?? 20);
  }

  async up(): Promise<void> {
    await this.send("touchEnd", [], 20);
  }

  private async send(
    type: "touchStart" | "touchMove" | "touchEnd",
    points: readonly Point[],
    afterMs: number,
  ): Promise<void> {
    this.now += afterMs / 1000;
    await this.client.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: points.map((point, id) => ({ ...point, id })),
      timestamp: this.now,
    });
  }
}
