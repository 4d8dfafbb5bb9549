import type { EmitRequest } from "@autotest/core";
import { detailsOf } from "./details.js";
import { readExisting } from "./emit-existing.js";
import { freshText } from "./emit-file.js";
import { type ImportRequest, importLines } from "./emit-imports.js";
import { interfaceOf, type SuitesText } from "./emit-suite.js";
import { supportText } from "./emit-support.js";

/**
 * The suites as the type checker accepts them. They are checked as a file of their own, so that what a person wrote in the
 * same file is neither judged nor changed.
 */
export function settleSuites(written: SuitesText, imports: ImportRequest, request: EmitRequest): SuitesText {
  const { language, layout, path, project } = request;
  const details = detailsOf(layout);
  const isTyped = /\.[cm]?tsx?$/.test(path);
  if (!isTyped || language.settleTypes === undefined || interfaceOf(details).isFlat) return written;
  const options = {
    typed: true,
    indent: layout.indent,
    quote: layout.quote,
    semicolons: details.semicolons,
    imports: written.imports,
  };
  const whole = freshText(
    {
      header: "",
      imports: importLines(written.imports, imports),
      support: written.support.map((name) => ({ name, text: supportText(name, options) })),
      suites: written.suites,
    },
    request,
  );
  const settled = language.settleTypes(whole, path, project);
  if (settled === whole) return written;
  const read = readExisting(settled, path);
  const isSame =
    read?.suites.length === written.suites.length &&
    written.suites.every((suite, index) => read.suites[index]?.items.length === suite.tests.length);
  if (read === null || !isSame) return written;
  const suites = written.suites.map((suite, at) => ({
    ...suite,
    tests: suite.tests.map((test, index) => {
      const item = read.suites[at]?.items[index];
      const lead = /^[ \t]*/.exec(test.text)?.[0] ?? "";
      return item === undefined ? test : { ...test, text: lead + settled.slice(item.start, item.end) };
    }),
  }));
  return { ...written, suites };
}
