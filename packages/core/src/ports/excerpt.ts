/** The head and tail of a byte stream, in bounded memory. */
export interface Excerpt {
  add(chunk: Uint8Array): void;
  /** Decoded as UTF-8, a note where the middle was left out. */
  text(): string;
}

/** Keeps `limit` bytes: the first half from the start, the second half from the end. */
export function createExcerpt(limit: number): Excerpt {
  const half = Math.floor(limit / 2);
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  let dropped = 0;
  return {
    add(chunk) {
      const room = half - head.length;
      if (room > 0) head = Buffer.concat([head, chunk.subarray(0, room)]);
      const more = chunk.subarray(Math.max(0, room));
      if (more.length === 0) return;
      const joined = Buffer.concat([tail, more]);
      dropped += Math.max(0, joined.length - half);
      tail = joined.subarray(Math.max(0, joined.length - half));
    },
    text() {
      const middle = dropped > 0 ? `\n... ${dropped} bytes left out ...\n` : "";
      return head.toString("utf8") + middle + tail.toString("utf8");
    },
  };
}
