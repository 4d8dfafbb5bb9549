import { dirname, posix } from "node:path";
import type { AssertionLibrary } from "./details.js";

/** Habits of writing, learned from texts. Null where the texts do not say. */
export interface Style {
  readonly quote: "single" | "double" | null;
  readonly indent: string | null;
  readonly semicolons: boolean | null;
  readonly modules: "esm" | "commonjs" | null;
  readonly importEnding: "none" | "written" | null;
  readonly assertions: AssertionLibrary | null;
}

/** Reads the habits that most of `texts` show. */
export function readStyle(texts: readonly string[]): Style {
  const single = count(texts, /'(?:[^'"\\\n]|\\.)*'/g);
  const double = count(texts, /"(?:[^'"\\\n]|\\.)*"/g);
  const ended = count(texts, /[^\s{}();,[\]][)\]'"`\w]*;[ \t]*$/gm) + count(texts, /\);[ \t]*$/gm);
  const open =
    count(texts, /^\s*(?:const|let|var|import|assert|expect|return)\b.*[\w)'"`\]][ \t]*$/gm) +
    count(texts, /^\s*\}\)[ \t]*$/gm);
  const imports = count(texts, /^import\b/gm);
  const requires = count(texts, /\brequire\(\s*['"]/g);
  const written = count(texts, /(?:from\s+|require\(\s*|import\s+)['"]\.{1,2}\/[^'"]*\.(?:[cm]?[jt]sx?)['"]/g);
  const relative = count(texts, /(?:from\s+|require\(\s*|import\s+)['"]\.{1,2}\/[^'"]*['"]/g);
  return {
    quote: single + double === 0 ? null : single >= double ? "single" : "double",
    indent: indentOf(texts),
    semicolons: ended + open === 0 ? null : ended >= open,
    modules: imports + requires === 0 ? null : imports >= requires ? "esm" : "commonjs",
    importEnding: relative === 0 ? null : written * 2 > relative ? "written" : "none",
    assertions: assertionsOf(texts),
  };
}

function assertionsOf(texts: readonly string[]): AssertionLibrary | null {
  const chai = texts.filter((text) => /['"]chai['"]/.test(text));
  const node = count(texts, /['"](?:node:)?assert(?:\/strict)?['"]/g);
  if (chai.length === 0) return node > 0 ? "node" : null;
  if (node > chai.length) return "node";
  return count(chai, /\bassert\s*[.(]/g) > count(chai, /\bexpect\s*\(/g) + count(chai, /\.should\b/g)
    ? "chai-assert"
    : "chai-expect";
}

function indentOf(texts: readonly string[]): string | null {
  const widths = new Map<string, number>();
  for (const text of texts) {
    let before = "";
    for (const line of text.split("\n")) {
      if (line.trim() === "" || /^\s*\*/.test(line)) continue;
      const lead = /^[ \t]*/.exec(line)?.[0] ?? "";
      if (lead.length > before.length && lead.startsWith(before)) {
        const step = lead.slice(before.length);
        if (step === "\t" || /^( {2}| {4}| {3}| {8})$/.test(step)) widths.set(step, (widths.get(step) ?? 0) + 1);
      }
      before = lead;
    }
  }
  const best = [...widths].sort((a, b) => b[1] - a[1])[0];
  return best === undefined ? null : best[0];
}

/** Relative files (extension left out) that the test at `path` imports. */
export function importedFiles(path: string, text: string): string[] {
  const found = text.matchAll(/(?:\bfrom\s*|\brequire\(\s*|\bimport\s*\(?\s*)['"](\.{1,2}(?:\/[^'"]*)?)['"]/g);
  const files = [...found].map((match) => posix.normalize(posix.join(dirname(path), match[1] ?? "")));
  return [...new Set(files.map(withoutExtension))];
}

/** `lib/a.js` and `lib/a` are one; `lib/index` is `lib`. */
export function withoutExtension(path: string): string {
  const plain = path.replace(/\.[cm]?[jt]sx?$/, "").replace(/\/$/, "");
  return plain.replace(/(^|\/)index$/, "") || ".";
}

function count(texts: readonly string[], pattern: RegExp): number {
  return texts.reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0);
}
