import { createHash } from "node:crypto";

/** Text of others, fenced by lines that it cannot contain, with signs that hide or turn text made visible. */
export function fenceData(name: string, text: string): string {
  const shown = showHidden(text);
  let token = tokenOf(shown);
  while (shown.includes(token)) token = tokenOf(token + shown);
  return `<<< ${name} ${token}\n${shown}\n>>> ${name} ${token}`;
}

/** Zero-width, bidirectional and tag characters as their numbers. */
export function showHidden(text: string): string {
  return text.replace(
    /[\u00AD\u061C\u115F\u1160\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu,
    (sign) => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`,
  );
}

function tokenOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
