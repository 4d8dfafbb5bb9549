import { type Candidate, type EmitRequest, isCode } from "@autotest/core";
import { type AssertionLibrary, detailsOf, type MochaDetails } from "./details.js";
import type { SupportName } from "./emit-act.js";
import { codeText } from "./emit-code.js";
import { chaiAssertDialect, type Dialect, type DialectNames, expectDialect, nodeDialect } from "./emit-dialect.js";
import { columnsOf, layOut, type Page, sequence } from "./emit-layout.js";
import { createScope, type ImportedModule, type SuiteScope } from "./emit-scope.js";
import { supportRefs } from "./emit-support.js";
import { tableText } from "./emit-table.js";
import { type TestWriter, testBody } from "./emit-test.js";
import { testText } from "./emit-test-text.js";
import { stringText } from "./emit-value.js";
import { isXunit } from "./mocha-settings.js";

/** One `it`, or one loop of them, written out at the depth it will stand at. */
export interface TestText {
  readonly text: string;
  readonly tests: readonly Candidate[];
}

/** The tests of one unit. */
export interface SuiteText {
  readonly title: string;
  readonly tests: readonly TestText[];
}

/** All tests as text, and what they need. */
export interface SuitesText {
  readonly suites: readonly SuiteText[];
  readonly imports: readonly ImportedModule[];
  readonly support: readonly SupportName[];
}

/** What the file the tests go into already has. */
export interface Surroundings {
  /** Names bound at its top level. */
  readonly taken: ReadonlySet<string>;
  /** The local name of an export it imports. */
  readonly present: (module: string, exported: string) => string | undefined;
  /** A title for the suite of a unit. */
  readonly suiteTitle: (unit: string, titles: readonly string[]) => string;
  /** A node:assert it has under a name, and whether that one is strict. */
  readonly nodeAssert: { readonly name: string; readonly strict: boolean } | null;
}

/** Words of a Mocha interface. */
export interface Interface {
  readonly suite: string;
  readonly test: string;
  /** True when a suite is a heading, not a function around its tests. */
  readonly isFlat: boolean;
  /** True when Mocha's `ui` gives other words as globals, so that these are imported. */
  readonly isImported: boolean;
}

/** The words suites are written with: those that `style` asks for, else those of the project's interface. */
export function interfaceOf({ settings, style }: MochaDetails): Interface {
  const own = isXunit(settings) ? "xunit" : "bdd";
  // With qunit's interface mocha's `describe` is a heading too: it has no other words to offer.
  const words = settings.ui === "qunit" ? own : (style ?? own);
  const isImported = words !== own;
  if (words === "bdd") return { suite: "describe", test: "it", isFlat: false, isImported };
  return { suite: "suite", test: "test", isFlat: settings.ui === "qunit", isImported };
}

/** Writes every group. Names are settled in a first pass, so that no variable of a test hides an import of another. */
export function suitesText(request: EmitRequest, around: Surroundings, page: Page): SuitesText {
  const first = writeAll(request, around, page, new Set());
  return writeAll(request, around, page, first.scope.locals());
}

function writeAll(
  request: EmitRequest,
  around: Surroundings,
  page: Page,
  locals: ReadonlySet<string>,
): SuitesText & { readonly scope: SuiteScope } {
  const details = detailsOf(request.layout);
  const support: SupportName[] = [];
  const writer = openWriter(request, around, locals, support, page);
  const { scope } = writer;
  const words = interfaceOf(details);
  if (words.isImported && request.groups.length > 0)
    for (const word of [words.suite, words.test]) scope.use(`mocha:${word}`);
  const suites = request.groups.map(({ unit, entries }): SuiteText => {
    const all = entries.flatMap((entry) => (entry.kind === "single" ? [entry.test] : entry.cases));
    const tests = entries.flatMap((entry): TestText[] => {
      if (entry.kind === "single") return [singleText(entry.test, writer, words, page, details)];
      const loop = (by: TestWriter): TestText | null => loopText(entry, by, words, page, details);
      const singles = (by: TestWriter): readonly TestText[] =>
        entry.cases.map((one) => singleText(one, by, words, page, details));
      // Tried out by a writer of its own: what is not taken must import nothing.
      const trial = openWriter(request, around, locals, [], page);
      const table = loop(trial);
      const isShorter = table !== null && countLines([table]) <= countLines(singles(trial));
      return (isShorter ? [loop(writer)] : singles(writer)).filter((text) => text !== null);
    });
    return {
      title: around.suiteTitle(
        unitTitle(unit, request),
        all.map((test) => test.title),
      ),
      tests,
    };
  });
  return { suites, imports: scope.imports(), support, scope };
}

/** A writer with names of its own; what it needs of support is added to `support`. */
function openWriter(
  { layout, file, analysis, language, path }: EmitRequest,
  around: Surroundings,
  locals: ReadonlySet<string>,
  support: SupportName[],
  page: Page,
): TestWriter & { readonly scope: SuiteScope } {
  const details = detailsOf(layout);
  const scope = createScope({ quote: layout.quote, file, analysis, taken: around.taken, present: around.present });
  return {
    language,
    scope,
    dialect: dialectOf(details.assertions, scope, around),
    analysis,
    locals: new Set([...locals, ...around.taken]),
    end: details.semicolons ? ";" : "",
    room: page.width - columnsOf(page.indent.repeat(2)) - 1,
    step: columnsOf(page.indent),
    isTyped: /\.[cm]?tsx?$/.test(path),
    isNode: details.assertions === "node",
    support: (name) => {
      for (const ref of supportRefs(name)) scope.use(ref);
      if (!support.includes(name)) support.push(name);
      return name;
    },
  };
}

function countLines(tests: readonly TestText[]): number {
  return tests.reduce((all, { text }) => all + text.split("\n").length, 0);
}

function dialectOf(library: AssertionLibrary, scope: SuiteScope, around: Surroundings): Dialect {
  const names: DialectNames = {
    quote: scope.quote,
    node: () => around.nodeAssert ?? { name: scope.use("node:assert/strict:default"), strict: true },
    expect: () => scope.use("chai:expect"),
    chaiAssert: () => scope.use("chai:assert"),
  };
  if (library === "chai-expect") return expectDialect(names);
  return library === "chai-assert" ? chaiAssertDialect(names) : nodeDialect(names);
}

function singleText(
  test: Candidate,
  writer: TestWriter,
  words: Interface,
  page: Page,
  details: MochaDetails,
): TestText {
  const title = stringText(test.title, writer.scope.quote);
  const depth = words.isFlat ? 0 : 1;
  if (isCode(test)) {
    const frame = { head: `${words.test}(${title}, `, depth, indent: page.indent, end: writer.end };
    return { text: codeText(test.scenario.act, frame, writer.scope.use), tests: [test] };
  }
  const text = testText(words.test, title, testBody(test, writer), depth, page, details);
  return { text, tests: [test] };
}

function loopText(
  entry: Parameters<typeof tableText>[0],
  writer: TestWriter,
  words: Interface,
  page: Page,
  details: MochaDetails,
): TestText | null {
  const table = tableText(entry, writer);
  if (table === null) return null;
  const depth = words.isFlat ? 0 : 1;
  const lead = page.indent.repeat(depth);
  const head = layOut(sequence("for (const { ", table.names.join(", "), " } of ", table.rows, ") {"), depth, page);
  const body = testText(words.test, table.titleName, table.body, depth + 1, page, details);
  return { text: `${lead}${head}\n${body}\n${lead}}`, tests: entry.cases };
}

/** What stands in for a unit that has no name of its own. */
function unitTitle(unit: string, { file }: EmitRequest): string {
  if (!["", "default", "exports", "module.exports", "<module>"].includes(unit)) return unit;
  return file.path.slice(file.path.lastIndexOf("/") + 1);
}

/** A whole suite: heading, tests one below the other, with a line between where one has several. */
export function suiteText(
  suite: SuiteText,
  layout: { readonly quote: "single" | "double" },
  details: MochaDetails,
): string {
  const words = interfaceOf(details);
  const end = details.semicolons ? ";" : "";
  const title = stringText(suite.title, layout.quote);
  const tests = suite.tests.reduce((all, { text }, at) => {
    const isDense = at > 0 && !text.includes("\n") && !suite.tests[at - 1]?.text.includes("\n");
    return at === 0 ? text : `${all}${isDense ? "\n" : "\n\n"}${text}`;
  }, "");
  if (words.isFlat) return `${words.suite}(${title})${end}\n\n${tests}`;
  return `${words.suite}(${title}, () => {\n${tests}\n})${end}`;
}
