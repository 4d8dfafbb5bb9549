import { secretsIn } from "@autotest/core";

/**
 * The same text, line for line, without the secrets that take several lines: of a part of one nobody could tell any more what it
 * is. Those of one line are left to whoever sends the question.
 */
export function concealLongSecrets(text: string): string {
  const long = secretsIn(text).filter((secret) => secret.includes("\n"));
  return long.reduce((left, secret) => left.replaceAll(secret, () => `[secret]${secret.replace(/[^\n]/g, "")}`), text);
}

/** At most so many letters of a text, and never a secret in part: it is cut before one that would be. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = most;
  for (const secret of secretsIn(text))
    for (let at = text.indexOf(secret); at >= 0 && at < end; at = text.indexOf(secret, at + 1))
      if (at + secret.length > end) end = at;
  return text.slice(0, end);
}
