/** The pattern that fits this message and no other: pytest searches, so that it would find the message in a longer one. */
export function wholeMessage(message: string): string {
  return `^${message.replace(/[\\.^$*+?{}[\]|()]/g, "\\$&")}$`;
}

/** A pattern as a raw literal where that saves escapes; `printed` is the same as a plain one. */
export function patternText(pattern: string, printed: string): string {
  const mark = printed.charAt(0);
  const raw = `${mark}${pattern}${mark}`;
  return printed !== raw && printed === raw.replaceAll("\\", "\\\\") ? `r${raw}` : printed;
}
