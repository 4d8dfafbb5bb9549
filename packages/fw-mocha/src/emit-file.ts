import type { EmitRequest } from "@autotest/core";
import { detailsOf } from "./details.js";
import { readExisting } from "./emit-existing.js";
import { marksText } from "./emit-header.js";
import { type SuiteText, suiteText } from "./emit-suite.js";

/** The parts of a suite file. */
export interface SuiteParts {
  readonly header: string;
  readonly imports: readonly string[];
  readonly support: readonly { readonly name: string; readonly text: string }[];
  readonly suites: readonly SuiteText[];
}

/** A file of ours from the first line to the last. */
export function freshText(parts: SuiteParts, { layout, path }: Pick<EmitRequest, "layout" | "path">): string {
  const details = detailsOf(layout);
  const sections = [
    parts.header,
    parts.imports.join("\n"),
    ...parts.suites.map((suite) => suiteText(suite, layout, details)),
    ...parts.support.map(({ text }) => text),
  ].filter((section) => section !== "");
  const body = `${sections.join("\n\n")}\n`;
  const marks = marksOf(body, path);
  return marks.length === 0 ? body : `${body}\n${marksText(marks)}\n`;
}

/** The mark of each test statement of a text, in order. */
export function marksOf(text: string, path: string): readonly string[] {
  const read = readExisting(text, path);
  return [
    ...new Set(
      (read?.suites ?? []).flatMap((suite) =>
        suite.items.filter((item) => item.titles.length > 0).map((item) => item.mark),
      ),
    ),
  ];
}
