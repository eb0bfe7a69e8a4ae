// One line per step: what is being done, for how long, and that it is done. On a terminal the line counts up.
import process from "node:process";

const terminal = process.stdout.isTTY === true && process.env.CI === undefined;
const width = 24;

/**
 * @template T
 * @param {string} title what is done, in two or three words
 * @param {string} note why it may take long; "" for nothing
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, note, work) {
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  const label = title.padEnd(width);
  const draw = () =>
    process.stdout.write(`\r\x1b[2K  · ${label} ${seconds()}${note === "" ? "" : `  (${note})`}`);
  let timer;
  if (terminal) {
    draw();
    timer = setInterval(draw, 200);
  } else if (note !== "") {
    process.stdout.write(`  · ${label} ${note}\n`);
  }
  try {
    const result = await work();
    process.stdout.write(`${terminal ? "\r\x1b[2K" : ""}  ✓ ${label} ${seconds()}\n`);
    return result;
  } catch (error) {
    process.stdout.write(`${terminal ? "\r\x1b[2K" : ""}  ✗ ${label} ${seconds()}\n`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}
