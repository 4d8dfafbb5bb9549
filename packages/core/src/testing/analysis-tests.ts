import assert from "node:assert/strict";
import type { Language } from "../contracts/index.js";
import type { SourceFile } from "../model/index.js";
import type { ContractTest } from "./contract-test.js";
import { withTestContext } from "./create-test-context.js";
import type { LanguageFixture } from "./language-fixture.js";
import { readSource, sourceFile } from "./read-source.js";

/** The promises of `Language.analyze` and of the plain facts beside it. */
export function analysisTests(language: Language, fixture: LanguageFixture): readonly ContractTest[] {
  const analyze = (file: SourceFile) =>
    withTestContext(fixture, (context) => language.analyze(file, context.project, context));
  const source = () =>
    withTestContext(fixture, (context) => readSource(context.project.root, fixture.path, context.fs));
  const unitsOf = async (file: SourceFile) => {
    const analysis = await analyze(file);
    assert.ok(analysis.ok, analysis.ok ? "" : `${file.path} was refused: ${analysis.reason}`);
    return analysis.units;
  };

  return [
    {
      name: `language ${language.id}: the fixture file belongs to it`,
      async run() {
        const fits = language.extensions.some((extension) => fixture.path.toLowerCase().endsWith(extension));
        assert.ok(fits, `${fixture.path} ends in none of ${language.extensions.join(", ")}`);
      },
    },
    {
      name: `language ${language.id}: analysis is the same each time and plain data`,
      async run() {
        const file = await source();
        const first = await analyze(file);
        assert.deepEqual(await analyze(file), first, "two analyses of one file differ");
        assert.deepEqual(
          JSON.parse(JSON.stringify(first)),
          first,
          "the analysis does not survive JSON: it holds undefined, a class instance, or the like",
        );
      },
    },
    {
      name: `language ${language.id}: units have ids of their own, spans inside the file and the path of the file`,
      async run() {
        const file = await source();
        const units = await unitsOf(file);
        assert.ok(units.length > 0, "no unit was found");
        assert.equal(new Set(units.map(({ id }) => id)).size, units.length, "two units share an id");
        const lines = file.text.split("\n").length;
        for (const unit of units) {
          const { line, endLine } = unit.span;
          assert.ok(
            line >= 1 && line <= endLine && endLine <= lines,
            `${unit.name} spans ${line}-${endLine} of ${lines} lines`,
          );
          assert.equal(unit.path, file.path, `${unit.name} carries another path`);
          assert.ok(
            unit.ref === null || unit.ref.includes(":"),
            `${unit.name} has the ref ${unit.ref}, which is not module:name`,
          );
          if (unit.owner !== undefined)
            assert.ok(
              units.some(({ name }) => name === unit.owner),
              `${unit.name} belongs to ${unit.owner}, which is no unit`,
            );
        }
      },
    },
    {
      name: `language ${language.id}: ids stay when lines move`,
      async run() {
        const file = await source();
        const moved = sourceFile(file.path, `${fixture.padding ?? "\n\n"}${file.text}`);
        const ids = async (one: SourceFile) => (await unitsOf(one)).map(({ id, name }) => `${name} ${id}`);
        assert.deepEqual(await ids(moved), await ids(file));
      },
    },
    {
      name: `language ${language.id}: an empty file has no units and is no error`,
      async run() {
        assert.deepEqual(await unitsOf(sourceFile(fixture.path, "")), []);
      },
    },
    {
      name: `language ${language.id}: a syntax error is returned, not thrown`,
      async run() {
        const analysis = await analyze(sourceFile(fixture.broken.path, fixture.broken.text));
        assert.ok(!analysis.ok, "the broken file was accepted");
        assert.equal(analysis.code, "syntax");
        assert.notEqual(analysis.reason.trim(), "", "no reason is given");
        const { line } = analysis;
        if (line !== undefined)
          assert.ok(line >= 1 && line <= fixture.broken.text.split("\n").length, `line ${line} is not in the file`);
      },
    },
    {
      name: `language ${language.id}: check() says what was found`,
      run: () =>
        withTestContext(fixture, async (context) => {
          for (const check of await language.check(context.project, context)) {
            assert.notEqual(check.name.trim(), "");
            assert.notEqual(check.detail.trim(), "", `${check.name} has no detail`);
            assert.ok(check.ok || check.required === false, `${check.name}: ${check.detail}`);
          }
        }),
    },
  ];
}
