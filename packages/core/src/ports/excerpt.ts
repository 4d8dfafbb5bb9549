/** The head and tail of a byte stream, in bounded memory. */
export interface Excerpt {
  add(chunk: Uint8Array): void;
  /** Decoded as UTF-8, a note where the middle was left out. */
  text(): string;
}

/** Keeps `limit` bytes: the first half from the start, the second half from the end. Each byte is copied at most once. */
export function createExcerpt(limit: number): Excerpt {
  const half = Math.floor(limit / 2);
  const head: Uint8Array[] = [];
  let room = half;
  const tail: Uint8Array[] = [];
  let kept = 0;
  let dropped = 0;
  return {
    add(chunk) {
      if (room > 0) head.push(chunk.subarray(0, room));
      const more = chunk.subarray(room);
      room = Math.max(0, room - chunk.length);
      if (more.length === 0) return;
      tail.push(more);
      kept += more.length;
      while (tail.length > 0 && kept - (tail[0] as Uint8Array).length >= half) {
        const gone = (tail.shift() as Uint8Array).length;
        kept -= gone;
        dropped += gone;
      }
    },
    text() {
      const last = Buffer.concat(tail);
      const over = Math.max(0, last.length - half);
      const missing = dropped + over;
      const middle = missing > 0 ? `\n... ${missing} bytes left out ...\n` : "";
      return Buffer.concat(head).toString("utf8") + middle + last.subarray(over).toString("utf8");
    },
  };
}
