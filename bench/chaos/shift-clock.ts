import process from "node:process";

// Loaded before a program (`node --import`): moves its idea of the time by CLOCK_SHIFT_MS. Timers keep their pace, and
// so does `performance`; everything that says "now" to the database, to logs or to clients is off by that much.
const shiftMs = Number(process.env["CLOCK_SHIFT_MS"] ?? 0);
const RealDate = Date;

class ShiftedDate extends RealDate {
  constructor(...given: readonly [] | ConstructorParameters<typeof Date>) {
    if (given.length === 0) super(ShiftedDate.now());
    else super(...given);
  }

  static override now(): number {
    return RealDate.now() + shiftMs;
  }
}

globalThis.Date = ShiftedDate as DateConstructor;
