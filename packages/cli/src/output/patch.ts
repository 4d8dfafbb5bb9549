import { createTwoFilesPatch } from "diff";
import { escapeText } from "./escape-text.js";
import type { Style } from "./style.js";

/** A file before and after. */
export interface FileChange {
  /** Relative, `/`-separated. */
  readonly path: string;
  /** Null when the file is new. */
  readonly before: string | null;
  readonly after: string;
}

/** A unified diff that `git apply` and `patch -p1` take; empty when nothing changes. */
export function unifiedPatch(change: FileChange): string {
  const { path, before, after } = change;
  if (before === after) return "";
  const from = before === null ? "/dev/null" : `a/${headerName(path)}`;
  const to = `b/${headerName(path)}`;
  const body = createTwoFilesPatch(from, to, before ?? "", after, undefined, undefined, { context: 3 });
  const text = body.replace(/^=+\n/, "").replace(/^(---|\+\+\+) ([^\t\n]*)\t?$/gm, "$1 $2");
  return before === null
    ? `diff --git a/${headerName(path)} ${to}\nnew file mode 100644\n${text}`
    : `diff --git ${from} ${to}\n${text}`;
}

/** Colours a diff line by line. */
export function paintPatch(patch: string, { paint }: Style): string {
  return patch
    .split("\n")
    .map((line) => {
      if (/^(diff|---|\+\+\+|new file)/.test(line)) return paint.bold(line);
      if (line.startsWith("@@")) return paint.cyan(line);
      if (line.startsWith("+")) return paint.green(line);
      return line.startsWith("-") ? paint.red(line) : line;
    })
    .join("\n");
}

/** Git quotes names with control characters; so do we, that a name cannot break the format. */
function headerName(path: string): string {
  return escapeText(path);
}
