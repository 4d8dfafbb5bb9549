/** A path of the project as a relative URI reference; what no URI can hold is replaced. */
export function locate(path: string): string {
  return wellFormed(path)
    .split("/")
    .map((segment) => encodeURIComponent(segment))
    .join("/");
}

/** Half characters, which no encoding knows, become the sign for "unknown". */
export function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}
