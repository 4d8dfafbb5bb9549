import type { Report, SkippedFile } from "@autotest/core";
import { escapeText } from "../escape-text.js";
import type { Style } from "../style.js";
import { cutStart, wrapIndented } from "../text-width.js";
import { count } from "../words.js";

const MOST = 5;

/** Reasons that need no explanation per file, with how to say how many they are. */
const COUNTED: { readonly [code: string]: string } = {
  "up-to-date": "up to date",
  "no-units": "without functions or classes to test",
  "no-language": "of a kind no installed plugin reads",
  interrupted: "not reached before the run was stopped",
};

/** Files that were left out. */
export function skippedSection(report: Report, style: Style): readonly string[] {
  if (report.skipped.length === 0) return [];
  const groups = new Map<string, SkippedFile[]>();
  for (const file of report.skipped) {
    const key = COUNTED[file.code] === undefined ? `${file.reason}\0${file.hint ?? ""}` : file.code;
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  return [
    style.paint.bold(`Left out: ${count(report.skipped.length, "file")}`),
    ...[...groups].flatMap(([key, files]) => {
      const counted = COUNTED[key];
      return counted === undefined
        ? explained(files, style)
        : wrapIndented(
            `${files.length} ${style.signs.dot} ${counted}${names(files, style)}`,
            style.width,
            "  ",
            "      ",
          );
    }),
  ];
}

/** One file is named; many are only counted. */
function names(files: readonly SkippedFile[], { width, signs }: Style): string {
  const [first] = files;
  return files.length === 1 && first !== undefined
    ? ` (${cutStart(escapeText(first.path), width - 30, signs.cut)})`
    : "";
}

function explained(files: readonly SkippedFile[], style: Style): readonly string[] {
  const { paint, signs, width } = style;
  const [first] = files;
  if (first === undefined) return [];
  const named = files.slice(0, MOST);
  return [
    ...wrapIndented(`${files.length} ${signs.dot} ${escapeText(first.reason)}`, width, "  ", "      "),
    ...named.map((file) => `      ${cutStart(escapeText(file.path), width - 6, signs.cut)}`),
    ...(files.length > MOST ? [paint.dim(`      ${signs.cut} and ${files.length - MOST} more`)] : []),
    ...(first.hint === undefined
      ? []
      : wrapIndented(`what helps: ${escapeText(first.hint)}`, width, "      ", "      ").map((line) =>
          paint.cyan(line),
        )),
  ];
}
