import { secretsIn } from "@autotest/core";

/** So many letters in a row of a secret are a part of it. */
const PART = 8;

/**
 * Says of a text whether it holds a part of one of the secrets of a file. Whole ones are taken out of every question by whoever
 * sends it; parts come from operands that were cut, and from small changes to the code.
 */
export function knowSecrets(text: string): (said: string) => boolean {
  const parts = new Set(secretsIn(text).flatMap((secret) => windows(secret.toLowerCase())));
  return (said) => parts.size > 0 && windows(said.toLowerCase()).some((part) => parts.has(part));
}

function windows(text: string): readonly string[] {
  return Array.from({ length: Math.max(0, text.length - PART + 1) }, (_, at) => text.slice(at, at + PART));
}
