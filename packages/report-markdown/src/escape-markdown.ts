const MARKUP: RegExp = /[\\`*_{}[\]<>|#~!&:$^]/g;
const UNSEEN: RegExp = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]+/g;
const LONGEST = 200;

/**
 * A text of the project as plain text in Markdown: no markup, no link, no image, no mention, no cell border, and nothing that
 * is not seen. Cut after 200 characters.
 */
export function escapeMarkdown(text: string): string {
  const seen = text.replace(UNSEEN, " ").trim();
  const characters = [...seen];
  const cut = characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join("")}…` : seen;
  // A mention wants its name right behind the sign; an address is told by its dots and slashes.
  return cut
    .replace(MARKUP, (sign) => `&#${sign.charCodeAt(0)};`)
    .replaceAll("@", "@\u200b")
    .replace(/\bwww\./gi, "www\u200b.");
}
