/** Takes the bytes of a stream as they come and hands over every line that is complete, without its end. */
export interface LineSplitter {
  add(chunk: Uint8Array): void;
  /** Characters of the line that is not complete yet. */
  pending(): number;
}

/** Decodes as UTF-8. A line that arrives in many pieces is put together once, when it ends. */
export function createLineSplitter(onLine: (line: string) => void): LineSplitter {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  let pending = 0;
  return {
    add(chunk) {
      const [first = "", ...more] = decoder.decode(chunk, { stream: true }).split("\n");
      parts.push(first);
      pending += first.length;
      for (const next of more) {
        const line = parts.join("");
        parts = [next];
        pending = next.length;
        onLine(line);
      }
    },
    pending: () => pending,
  };
}
