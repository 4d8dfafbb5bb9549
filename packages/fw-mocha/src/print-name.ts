/** A title as a string, in the quotes that the old one has where it can keep them. */
export function printName(name: string, written: string): string | null {
  const title = name.trim();
  if (title === "") return null;
  const quoted = JSON.stringify(title);
  const quote = written[0] === "'" || written[0] === "`" ? written[0] : '"';
  if (quote === '"') return quoted;
  const inner = quoted.slice(1, -1).replaceAll('\\"', '"').replaceAll(quote, `\\${quote}`);
  return `${quote}${quote === "`" ? inner.replaceAll("${", "\\${") : inner}${quote}`;
}
