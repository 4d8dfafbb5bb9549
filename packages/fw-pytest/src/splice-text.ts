/** A change of a text: `remove` characters at `at` give way to `insert`. */
export interface Splice {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/** Applies changes that do not overlap; those at one place in the order given. Inserted line breaks become `lineEnd`. */
export function spliceText(text: string, splices: readonly Splice[], lineEnd: string): string {
  const ordered = splices
    .map((splice, index) => ({ ...splice, index }))
    .sort((a, b) => a.at - b.at || a.index - b.index);
  let result = "";
  let at = 0;
  for (const splice of ordered) {
    result += text.slice(at, Math.max(at, splice.at)) + splice.insert.replace(/\r?\n/g, lineEnd);
    at = Math.max(at, splice.at + splice.remove);
  }
  return result + text.slice(at);
}

/** The line break a text uses most; `\n` for a text without any. */
export function lineEndOf(text: string): string {
  const windows = text.match(/\r\n/g)?.length ?? 0;
  const all = text.match(/\n/g)?.length ?? 0;
  return windows * 2 > all ? "\r\n" : "\n";
}
