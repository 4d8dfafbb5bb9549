const SIGN_WORDS: { readonly [character: string]: string } = {
  "-": "minus",
  "+": "plus",
  ".": "dot",
  ",": "comma",
  ":": "colon",
  ";": "semicolon",
  "/": "slash",
  "\\": "backslash",
  "*": "star",
  "=": "equals",
  "<": "less",
  ">": "greater",
  "!": "bang",
  "?": "question",
  "#": "hash",
  "@": "at",
  "%": "percent",
  "&": "and",
  "|": "bar",
  "(": "open",
  ")": "close",
  "[": "bracket",
  "]": "unbracket",
  "{": "brace",
  "}": "unbrace",
  "'": "apostrophe",
  '"': "quote",
  "`": "backtick",
  "~": "tilde",
  "^": "caret",
  $: "dollar",
  _: "underscore",
  " ": "space",
};

/** Signs written out, for arguments that differ in nothing else. */
export function spell(text: string): string {
  let out = "";
  for (const character of text) {
    if (/[A-Za-z0-9]/.test(character)) out += character;
    else out += ` ${SIGN_WORDS[character] ?? `u${(character.codePointAt(0) as number).toString(16)}`} `;
  }
  return out.replace(/\s+/g, " ").trim();
}

/** `-1, 2` as `minus 1, 2`. */
export function minus(text: string): string {
  return text.replace(/(^|[[(,:\s])-(?=\d)/g, "$1minus ");
}

/** `value contains '.'` as `value contains dot`, `value is -1` as `value is minus 1`. */
export function withSpelledSigns(condition: string): string {
  return minus(condition).replace(/(["'])([^\w\s"']{1,3})\1/g, (_, _quote, signs: string) => spell(signs));
}
