const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Makes control, zero-width and direction characters visible, so that a name can neither move the cursor nor fake text. */
export function escapeText(text: string): string {
  return text.replace(CONTROLS, (character) => {
    if (character === "\n") return "\\n";
    if (character === "\t") return "\\t";
    if (character === "\r") return "\\r";
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
  });
}

/** The same line by line: line ends stay, everything else that is not printable becomes visible. */
export function escapeLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => escapeText(line.replaceAll("\t", "    ")))
    .join("\n");
}
