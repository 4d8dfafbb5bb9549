import { holdsSecret } from "../secrets/redact-text.js";

/** Names that ask for a secret, whatever they hold. */
const NAME: RegExp =
  /^(?:.*[-_.])?(?:api[-_]?key|access[-_]?key|auth[-_]?token|access[-_]?token|token|secret|client[-_]?secret|password|passwd)$|(?:ApiKey|AccessKey|Token|Secret|Password)$/;

/** The dotted path of the first value that is a secret, or null. The value itself is never part of an answer. */
export function findSecret(data: unknown, path = ""): string | null {
  if (typeof data === "string") {
    const name = path.slice(path.lastIndexOf(".") + 1);
    const isNamed = NAME.test(name) || /^api_?key$/i.test(name);
    // `${OPENAI_API_KEY}` and `$OPENAI_API_KEY` only point to one.
    const isPointer = /^\$\{?[A-Za-z_][A-Za-z0-9_]*\}?$/.test(data);
    return (isNamed && data !== "" && !isPointer) || holdsSecret(data) ? path : null;
  }
  if (typeof data !== "object" || data === null) return null;
  for (const [key, value] of Object.entries(data)) {
    const found = findSecret(value, Array.isArray(data) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
