/** Collects big-endian bit fields. */
export class BitWriter {
  readonly #bytes: number[] = [];
  #filled = 0;

  write(value: number, bits: number): void {
    for (let bit = bits - 1; bit >= 0; bit--) {
      if (this.#filled % 8 === 0) this.#bytes.push(0);
      const at = this.#bytes.length - 1;
      const one = Math.floor(value / 2 ** bit) % 2;
      this.#bytes[at] = (this.#bytes[at] ?? 0) | (one << (7 - (this.#filled % 8)));
      this.#filled++;
    }
  }

  toBuffer(): Buffer {
    return Buffer.from(this.#bytes);
  }
}

/** Bitwise checksum, most significant bit first. */
export function crc(bytes: Uint8Array, polynomial: number, width: 8 | 16 | 32): number {
  const top = 2 ** (width - 1);
  const mod = 2 ** width;
  let sum = 0;
  for (const byte of bytes) {
    sum = (sum ^ (byte * 2 ** (width - 8))) >>> 0;
    for (let i = 0; i < 8; i++) {
      const shifted = (sum * 2) % mod;
      sum = sum >= top ? (shifted ^ polynomial) >>> 0 : shifted;
    }
  }
  return sum;
}
