/** Words become the name of a test function: `rejects an empty cart` is `test_rejects_an_empty_cart`. */
export function printName(name: string): string | null {
  const words = name
    .trim()
    .replace(/[^\p{L}\p{N}_]+/gu, "_")
    .replace(/^_+|_+$/g, "");
  if (words === "" || words === "test") return null;
  return /^test/.test(words) ? words : `test_${words.toLowerCase()}`;
}
