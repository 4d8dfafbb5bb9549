import { createHash } from "node:crypto";

/** Text of others, fenced by lines that it cannot contain, with signs that hide or turn text made visible. */
export function fenceData(name: string, text: string): string {
  const shown = showHidden(text);
  let token = tokenOf(shown);
  while (shown.includes(token)) token = tokenOf(token + shown);
  return `<<< ${name} ${token}\n${shown}\n>>> ${name} ${token}`;
}

/** Signs without a shape of their own: controls, zero-width, bidirectional and tag characters, variation selectors, fillers. */
const UNSEEN = /(?![\t\n]|\r\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Signs that nobody would see, as their numbers: they hide text, turn it round, or make lines where none are. */
export function showHidden(text: string): string {
  return text.replace(
    UNSEEN,
    (sign) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`,
  );
}

function tokenOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
