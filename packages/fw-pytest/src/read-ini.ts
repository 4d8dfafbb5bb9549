/** One section of an INI file as pytest reads it (names as written, continuation lines joined), or null when it is absent. */
export function readIni(text: string, section: string): { readonly [key: string]: string } | null {
  const found: Record<string, string> = {};
  let inside = false;
  let seen = false;
  let key: string | null = null;
  for (const raw of text.split(/\r?\n/)) {
    const header = /^\[([^\]]+)\]/.exec(raw);
    if (header) {
      inside = header[1]?.trim() === section;
      seen ||= inside;
      key = null;
      continue;
    }
    if (!inside || /^\s*[#;]/.test(raw) || raw.trim() === "") continue;
    const line = raw.replace(/\s[#;].*$/, "");
    if (/^\s/.test(line) && key !== null) {
      found[key] = `${found[key]}\n${line.trim()}`.trim();
      continue;
    }
    const pair = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(line);
    if (pair?.[1] === undefined) continue;
    key = pair[1].trim();
    found[key] = (pair[2] ?? "").trim();
  }
  return seen ? found : null;
}
