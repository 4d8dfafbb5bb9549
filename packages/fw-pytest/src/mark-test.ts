import { createHash } from "node:crypto";

/** A short mark of a test's text that a formatter does not change: white space, quote style and trailing commas are left out. */
export function markTest(text: string): string {
  const plain = text
    .replace(/[\s()]+/g, "")
    .replaceAll("'", '"')
    .replace(/,([\])}])/g, "$1");
  return createHash("sha256").update(plain).digest("hex").slice(0, 8);
}
