import type { SourceFile } from "@autotest/core";

/** How generators mark their output, within the first lines. */
const MARK: RegExp = /@generated\b|\bDO NOT EDIT\b/;
const LINES = 5;

/** The files that a person wrote. A tap on a flowing value has to give the value back, changed or not. */
export function leaveOutGenerated(files: readonly SourceFile[]): readonly SourceFile[] {
  return files.filter(({ text }) => !MARK.test(text.split("\n", LINES).join("\n")));
}
