/** Of 255: what an eye may see where two pictures flip. */
const visible = 6;

/** The share of pixels in which two pictures of one size differ visibly, 0 to 1. Both as RGBA, four bytes a pixel. */
export function shareThatDiffers(one: Uint8ClampedArray, other: Uint8ClampedArray): number {
  const pixels = Math.min(one.length, other.length) / 4;
  if (pixels === 0) return 0;
  let differing = 0;
  for (let at = 0; at < pixels * 4; at += 4) {
    const most = Math.max(
      Math.abs((one[at] ?? 0) - (other[at] ?? 0)),
      Math.abs((one[at + 1] ?? 0) - (other[at + 1] ?? 0)),
      Math.abs((one[at + 2] ?? 0) - (other[at + 2] ?? 0)),
    );
    if (most > visible) differing += 1;
  }
  return differing / pixels;
}

/** The same in words. */
export function describeShare(share: number): string {
  if (share === 0) return "No difference to be seen";
  const percent = share * 100;
  return percent < 1
    ? "Less than 1 % of the picture differs"
    : `${Math.round(percent)} % of the picture differs`;
}
