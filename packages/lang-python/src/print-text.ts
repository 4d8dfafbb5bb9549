const NAMED: { readonly [letter: string]: string } = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };

/** Text as a Python literal in the wanted quotes; the other ones where that saves an escape. */
export function printText(text: string, quote: "single" | "double"): string {
  const mark = quoteFor(text, quote);
  let body = "";
  for (const letter of text) body += letter === mark ? `\\${mark}` : escaped(letter);
  return `${mark}${body}${mark}`;
}

/** Text shorter than this is always written out; longer pieces would not be seen to repeat themselves. */
const REPEATED_TEXT = 30;
const LONGEST_PIECE = 8;

/** `"ab" * 40` where that says all. */
export function printLongText(text: string, quote: "single" | "double"): string {
  for (let size = 1; text.length >= REPEATED_TEXT && size <= LONGEST_PIECE; size++) {
    const times = text.length / size;
    const piece = text.slice(0, size);
    if (Number.isInteger(times) && piece.repeat(times) === text) return `${printText(piece, quote)} * ${times}`;
  }
  return printText(text, quote);
}

/** A regular expression: raw where a raw literal can say it. */
export function printRawText(text: string, quote: "single" | "double"): string {
  const mark = quoteFor(text, quote);
  const raw = text.includes("\\") && !text.includes(mark) && !text.endsWith("\\") && /^[\x20-\x7e]*$/.test(text);
  return raw ? `r${mark}${text}${mark}` : printText(text, quote);
}

/** Bytes, given as hexadecimal digits, as a Python literal. */
export function printBytes(hexadecimal: string, quote: "single" | "double"): string {
  const bytes = hexadecimal.match(/../g) ?? [];
  const text = bytes.map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join("");
  const mark = quoteFor(text, quote);
  let body = "";
  for (const letter of text) {
    const code = letter.charCodeAt(0);
    if (letter === mark) body += `\\${mark}`;
    else if (NAMED[letter] !== undefined) body += NAMED[letter];
    else body += code < 0x20 || code > 0x7e ? `\\x${code.toString(16).padStart(2, "0")}` : letter;
  }
  return `b${mark}${body}${mark}`;
}

function quoteFor(text: string, quote: "single" | "double"): string {
  const [wanted, other] = quote === "single" ? ["'", '"'] : ['"', "'"];
  return text.includes(wanted!) && !text.includes(other!) ? other! : wanted!;
}

function escaped(letter: string): string {
  const known = NAMED[letter];
  if (known !== undefined) return known;
  const code = letter.codePointAt(0)!;
  if (code >= 0x20 && code <= 0x7e) return letter;
  if (code > 0xa0 && code !== 0xad && /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(letter)) return letter;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, "0")}`;
  return `\\U${code.toString(16).padStart(8, "0")}`;
}
