import stringWidth from "fast-string-width";

/** Columns a text without colour takes in a terminal. */
export function textWidth(text: string): number {
  return stringWidth(text);
}

/** Fills up with spaces on the right. */
export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - textWidth(text)));
}

/** Fills up with spaces on the left. */
export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - textWidth(text))) + text;
}

/** Cuts the end off, with `mark` in its place, when the text is wider than `width`. */
export function cutEnd(text: string, width: number, mark: string): string {
  if (textWidth(text) <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && textWidth(characters.join("") + mark) > width) characters.pop();
  return characters.join("") + mark;
}

/** Cuts the start off: the end of a path says more than its beginning. */
export function cutStart(text: string, width: number, mark: string): string {
  if (textWidth(text) <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && textWidth(mark + characters.join("")) > width) characters.shift();
  return mark + characters.join("");
}

/** Breaks a text at spaces into lines of at most `width` columns; a longer word stays whole. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((one) => one !== "")) {
    if (line !== "" && textWidth(line) + 1 + textWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}

/** The same with `first` before the first line and `rest` before the others. */
export function wrapIndented(text: string, width: number, first: string, rest: string): readonly string[] {
  return wrap(text, Math.max(12, width - textWidth(rest))).map((line, index) => `${index === 0 ? first : rest}${line}`);
}
