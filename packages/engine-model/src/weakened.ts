import type { ReadTest } from "@autotest/core";

/** Why a repaired test proves less than the one it stands for, or null. Assertions may change what they expect, not whether. */
export function weakened(before: ReadTest, after: ReadTest): string | null {
  if (after.assertions.length < before.assertions.length) return "the repair dropped an assertion";
  if (after.handlers > before.handlers) return "the repair swallows errors";
  const loose = (test: ReadTest): number => test.assertions.filter(isLoose).length;
  if (loose(after) > loose(before)) return "the repair loosened an assertion";
  return null;
}

/** Says little: that there is something, that it is of a type, that any error comes. */
function isLoose(assertion: string): boolean {
  return (
    /^assert \w+$|^assert .* is not None$|isinstance\(|^assert .*\bor\b|raises\((Base)?Exception\b/.test(assertion) ||
    /\.(ok|notEqual|exists|isOk|isDefined|doesNotThrow)\b|\.to\.(be\.)?(ok|exist|an?)\b|throws\(\(\) => [^,]*\)$/.test(
      assertion,
    )
  );
}
