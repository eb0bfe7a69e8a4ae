/** An MP3 of silence: 128 kbit/s frames of empty main data, behind an ID3 tag with the metadata. */
export function writeMp3(seconds: number, tags: Record<string, string>): Buffer {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0xc4]);
  const frames = Math.max(1, Math.ceil((seconds * 44100) / 1152));
  return Buffer.concat([id3(tags), ...Array.from({ length: frames }, () => frame)]);
}

function id3(tags: Record<string, string>): Buffer {
  const body = Buffer.concat(Object.entries(tags).map(userText));
  return Buffer.concat([Buffer.from([0x49, 0x44, 0x33, 4, 0, 0]), sevenBit(body.length), body]);
}

function userText([key, text]: [string, string]): Buffer {
  const content = Buffer.concat([Buffer.from([3]), Buffer.from(`${key}\0${text}`)]);
  return Buffer.concat([Buffer.from("TXXX"), sevenBit(content.length), Buffer.alloc(2), content]);
}

function sevenBit(value: number): Buffer {
  return Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 127));
}
