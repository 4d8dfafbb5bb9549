import { SECRET_RULES } from "./secret-rules.js";

/** Replaces each secret by a tag such as `[secret:github#1]`; the same secret by the same tag, also in later texts. */
export type Redactor = (text: string) => string;

/** A redactor with a numbering of its own. `known` are values that are secrets whatever they look like. */
export function createRedactor(known: readonly string[] = []): Redactor {
  const tags = new Map<string, string>();
  const counts = new Map<string, number>();
  const tagOf = (rule: string, secret: string): string => {
    const tag = tags.get(secret);
    if (tag !== undefined) return tag;
    const count = (counts.get(rule) ?? 0) + 1;
    counts.set(rule, count);
    tags.set(secret, `[secret:${rule}#${count}]`);
    return `[secret:${rule}#${count}]`;
  };
  return (text) => {
    let clean = text;
    for (const secret of known) if (secret !== "") clean = clean.replaceAll(secret, () => tagOf("known", secret));
    for (const { name, form, accept, sign } of SECRET_RULES) {
      if (sign !== undefined && !clean.includes(sign)) continue;
      clean = clean.replace(form, (match: string, ...rest: unknown[]) => {
        // A form without a group is the secret as a whole: the first thing after the match is then its place.
        const secret = typeof rest[0] === "string" ? rest[0] : match;
        if (secret.startsWith("[secret:") || (accept !== undefined && !accept(secret))) return match;
        const at = match.lastIndexOf(secret);
        return match.slice(0, at) + tagOf(name, secret) + match.slice(at + secret.length);
      });
    }
    return clean;
  };
}

/** The secrets a text holds that show by their form alone, each once. */
export function secretsIn(text: string): readonly string[] {
  const found = new Set<string>();
  for (const { form, accept, sign } of SECRET_RULES) {
    if (sign !== undefined && !text.includes(sign)) continue;
    text.replace(form, (match: string, ...rest: unknown[]) => {
      const secret = typeof rest[0] === "string" ? rest[0] : match;
      if (accept === undefined || accept(secret)) found.add(secret);
      return match;
    });
  }
  return [...found];
}

/** Whether a text holds a secret that shows by its form alone. */
export function holdsSecret(text: string): boolean {
  return createRedactor()(text) !== text;
}
