import { posix } from "node:path";
import type { EmitRequest, EmittedSuite } from "@autotest/core";
import { detailsOf } from "./details.js";
import { type ExistingFile, inOurPart, readExisting } from "./emit-existing.js";
import { freshText, type SuiteParts } from "./emit-file.js";
import { headerText } from "./emit-header.js";
import { type ImportRequest, importLines, importStyle } from "./emit-imports.js";
import type { Page } from "./emit-layout.js";
import { mergeSuite } from "./emit-merge.js";
import { settleSuites } from "./emit-settled.js";
import { type SuitesText, type SuiteText, type Surroundings, suitesText } from "./emit-suite.js";
import { supportText } from "./emit-support.js";
import { testIdOf } from "./test-id.js";

/** Writes a suite as a person would; into `existing`, if there is one, keeping every byte that is not ours. */
export function emit(request: EmitRequest): EmittedSuite {
  const { layout, existing, path } = request;
  const details = detailsOf(layout);
  const page: Page = { width: details.width, indent: layout.indent, isFormatted: details.isFormatted };
  const plain = existing === undefined || existing.trim() === "" ? null : existing;
  const read = plain === null ? null : readExisting(plain, path);
  // Without a header of ours to put there, everything in the file counts as a person's.
  const present = read !== null && request.header === undefined ? { ...read, header: null, marks: null } : read;
  // Nothing can be added to a file that cannot be read.
  if (plain !== null && present === null) return { text: plain, tests: [], support: [] };
  const style =
    plain !== null && present?.hasImports
      ? present.usesImport
        ? "esm"
        : "commonjs"
      : importStyle(path, request.analysis.moduleKind, details);
  const importRequest: ImportRequest = {
    path,
    file: request.file,
    moduleKind: request.analysis.moduleKind,
    details,
    style,
    quote: layout.quote,
    page,
  };
  const around = surroundings(present, importRequest, request);
  const written = settleSuites(suitesText(request, around, page), importRequest, request);
  const parts = partsOf(request, written, around, importRequest, present);
  if (plain === null || present === null)
    return { text: freshText(parts, request), tests: idsOf(written.suites, path, null), support: [] };
  const merged = mergeSuite(plain, present, parts, request);
  return { text: merged.text, tests: idsOf(written.suites, path, merged.dropped), support: [] };
}

function partsOf(
  request: EmitRequest,
  written: SuitesText,
  around: Surroundings,
  imports: ImportRequest,
  present: ExistingFile | null,
): SuiteParts {
  const { layout } = request;
  const details = detailsOf(layout);
  const end = details.semicolons ? ";" : "";
  const missing = written.imports.map(({ module, names }) => ({
    module,
    names: names.filter(({ exported, local }) => around.present(module, exported) !== local),
  }));
  const options = {
    typed: /\.[cm]?tsx?$/.test(request.path),
    indent: layout.indent,
    quote: layout.quote,
    semicolons: details.semicolons,
    imports: written.imports,
  };
  return {
    header: request.header === undefined ? "" : headerText(request.file.path, request.header),
    imports: importLines(missing, imports).map((line) => line + end),
    support: written.support
      .filter((name) => !present?.bindings.has(name))
      .map((name) => ({ name, text: supportText(name, options) })),
    suites: written.suites,
  };
}

function idsOf(suites: readonly SuiteText[], path: string, dropped: ReadonlySet<string> | null): EmittedSuite["tests"] {
  return suites.flatMap((suite) =>
    suite.tests.flatMap((written) =>
      written.tests
        .filter((test) => !dropped?.has(`${suite.title} > ${test.title}`))
        .map((test) => ({ candidate: test.id, testId: testIdOf(path, [suite.title, test.title]) })),
    ),
  );
}

function surroundings(present: ExistingFile | null, imports: ImportRequest, { file }: EmitRequest): Surroundings {
  if (present === null) {
    return { taken: new Set(), present: () => undefined, suiteTitle: (unit) => unit, nodeAssert: null };
  }
  const ours = present.marks?.marks ?? new Set<string>();
  // Titles of tests that a person wrote: ours may be written again under the same name.
  const foreign = new Set(
    present.suites
      .filter((suite) => !inOurPart(suite, present))
      .flatMap((suite) =>
        suite.items
          .filter((item) => !ours.has(item.mark))
          .flatMap((item) => item.titles.map((title) => `${suite.title} > ${title}`)),
      ),
  );
  const isOurs = (title: string): boolean =>
    present.suites.some(
      (suite) =>
        suite.title === title && (inOurPart(suite, present) || suite.items.some((item) => ours.has(item.mark))),
    );
  return {
    taken: present.bindings,
    present: (module, exported) => localName(module, exported, present, imports),
    suiteTitle: (unit, titles) => {
      const plain = titles.every((title) => !foreign.has(`${unit} > ${title}`)) || isOurs(unit);
      return plain ? unit : `${unit} (${posix.basename(file.path)})`;
    },
    nodeAssert: assertOf(present),
  };
  function assertOf(existing: ExistingFile): Surroundings["nodeAssert"] {
    const main = existing.imports.find(
      ({ specifier, exported }) =>
        /^(node:)?assert(\/strict)?$/.test(specifier) &&
        (exported === "*" || exported === "default" || exported === "strict"),
    );
    if (main === undefined) return null;
    return { name: main.local, strict: main.specifier.endsWith("/strict") || main.exported === "strict" };
  }
}

/** The name under which the file already has an export of a module. */
function localName(
  module: string,
  exported: string,
  present: ExistingFile,
  imports: ImportRequest,
): string | undefined {
  const isFile = module === "" || module.startsWith("./");
  const target = isFile
    ? withoutEnding(module === "" ? imports.file.path : module.slice(2))
    : module.replace(/^node:/, "");
  const found = present.imports.find((one) => {
    const same = isFile
      ? one.specifier.startsWith(".") &&
        withoutEnding(posix.normalize(posix.join(posix.dirname(imports.path), one.specifier))) === target
      : one.specifier.replace(/^node:/, "") === target;
    return same && (one.exported === exported || (exported === "default" && one.exported === "*" && !isFile));
  });
  return found?.local;
}

function withoutEnding(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, "").replace(/\/(index)?$/, "");
}
