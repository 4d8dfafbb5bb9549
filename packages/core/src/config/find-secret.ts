/** Names that ask for a secret, whatever they hold. */
const NAME: RegExp =
  /^(?:.*[-_.])?(?:api[-_]?key|access[-_]?key|auth[-_]?token|access[-_]?token|token|secret|client[-_]?secret|password|passwd)$|(?:ApiKey|AccessKey|Token|Secret|Password)$/;

/** Texts that are secrets by their form. */
const FORMS: readonly RegExp[] = [
  /\bsk-[A-Za-z0-9_-]{16,}/,
  /\b(?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{30,}\b/,
  /\bgithub_pat_[A-Za-z0-9_]{30,}\b/,
  /\bglpat-[A-Za-z0-9_-]{20,}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bAIza[A-Za-z0-9_-]{35}\b/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
];

/** The dotted path of the first value that is a secret, or null. The value itself is never part of an answer. */
export function findSecret(data: unknown, path = ""): string | null {
  if (typeof data === "string") {
    const name = path.slice(path.lastIndexOf(".") + 1);
    const isNamed = NAME.test(name) || /^api_?key$/i.test(name);
    // `${OPENAI_API_KEY}` and `$OPENAI_API_KEY` only point to one.
    const isPointer = /^\$\{?[A-Za-z_][A-Za-z0-9_]*\}?$/.test(data);
    return (isNamed && data !== "" && !isPointer) || FORMS.some((form) => form.test(data)) ? path : null;
  }
  if (typeof data !== "object" || data === null) return null;
  for (const [key, value] of Object.entries(data)) {
    const found = findSecret(value, Array.isArray(data) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
