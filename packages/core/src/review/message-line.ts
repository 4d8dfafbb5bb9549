/** What a failure says, on one line: its first; where that only announces the next ones, two of them as well. */
export function messageLine(message = ""): string {
  const [first = "no reason was given", ...rest] = message
    .split("\n")
    .map((line) => line.trim())
    // Node explains the signs of its diff before it shows one.
    .filter((line) => line !== "" && line !== "+ actual - expected");
  return first.endsWith(":") ? [first, ...rest.slice(0, 2)].join(" ") : first;
}
