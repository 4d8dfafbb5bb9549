import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Framework } from "../contracts/index.js";
import type { ContractTest } from "./contract-test.js";
import { withTestContext } from "./create-test-context.js";
import { type FrameworkBench, withFramework } from "./framework-bench.js";
import type { FrameworkFixture } from "./framework-fixture.js";
import { freezeDeep } from "./freeze-deep.js";
import { sourceFile } from "./read-source.js";

/** The promises of `detect`, `place`, `emit`, `readHeader`, `scaffold` and `check`. Runs no test. */
export function emitTests(framework: Framework, fixture: FrameworkFixture): readonly ContractTest[] {
  const bench = (use: (bench: FrameworkBench) => Promise<void>) => () => withFramework(framework, fixture, use);
  const candidates = freezeDeep(fixture.candidates);
  const parses = async (text: string, { context, path }: FrameworkBench): Promise<void> => {
    const analysis = await fixture.language.analyze(sourceFile(path, text), context.project, context);
    assert.ok(
      analysis.ok,
      analysis.ok ? "" : `the suite is not valid ${fixture.language.name}: ${analysis.reason}\n${text}`,
    );
  };

  return [
    {
      name: `framework ${framework.id}: an empty project does not use it, and still has a place for tests`,
      run: () =>
        withTestContext({}, async (context) => {
          const layout = await framework.detect(context.project, context);
          assert.equal(layout.found, false, `found in an empty project: ${layout.reason}`);
          assert.notEqual(layout.reason.trim(), "", "no reason is given");
          assert.deepEqual(layout.testFiles, []);
          assertInside(layout.testDirectory);
          for (const { path } of framework.scaffold(context.project, layout)) assertInside(path);
        }),
    },
    {
      name: `framework ${framework.id}: the fixture project is detected, alike each time, as plain data`,
      run: bench(async ({ context, layout }) => {
        assert.ok(layout.found, `not found: ${layout.reason}`);
        assert.deepEqual(await framework.detect(context.project, context), layout);
        assert.deepEqual(JSON.parse(JSON.stringify(layout)), layout, "the layout does not survive JSON");
        assert.notEqual(layout.command.trim(), "", "there is no command to run the tests");
      }),
    },
    {
      name: `framework ${framework.id}: a suite has one place, inside the project, and the runner counts it as a test file`,
      run: bench(async ({ context, layout, file, analysis, path, emit }) => {
        assertInside(path);
        assert.notEqual(path, file.path, "the suite would replace the source file");
        assert.equal(framework.place(file, analysis, layout), path);
        const suite = emit(candidates);
        for (const one of [{ path, text: suite.text }, ...suite.support]) {
          assertInside(one.path);
          // Past the context, which rightly keeps plugins from writing into the project.
          const place = join(context.project.root, one.path);
          await mkdir(dirname(place), { recursive: true });
          await writeFile(place, one.text);
        }
        const after = await framework.detect(context.project, context);
        assert.ok(after.testFiles.includes(path), `${path} is not among the test files: ${after.testFiles.join(", ")}`);
      }),
    },
    {
      name: `framework ${framework.id}: emit() writes valid code, alike each time, with one id for each test`,
      run: bench(async (one) => {
        const suite = one.emit(candidates);
        assert.deepEqual(one.emit(candidates), suite, "the same tests written twice differ");
        await parses(suite.text, one);
        assert.ok(suite.text.endsWith("\n"), "the suite does not end with a line end");
        assert.deepEqual(suite.tests.map(({ candidate }) => candidate).sort(), candidates.map(({ id }) => id).sort());
        assert.equal(new Set(suite.tests.map(({ testId }) => testId)).size, candidates.length, "two tests share an id");
        for (const { path } of suite.support) assertInside(path);
      }),
    },
    {
      name: `framework ${framework.id}: the header of a suite can be read back`,
      run: bench(async ({ emit, header }) => {
        assert.deepEqual(framework.readHeader(emit(candidates).text), header);
        assert.equal(framework.readHeader(fixture.existing), null, "a suite written by hand has no header of ours");
      }),
    },
    {
      name: `framework ${framework.id}: an existing suite keeps every line and gains the tests`,
      run: bench(async (one) => {
        const suite = one.emit(candidates, fixture.existing);
        await parses(suite.text, one);
        assertKept(fixture.existing, suite.text);
        assert.equal(suite.tests.length, candidates.length);
        assert.notEqual(suite.text, fixture.existing, "nothing was added");
      }),
    },
    {
      name: `framework ${framework.id}: line ends of an existing suite are kept`,
      run: bench(async (one) => {
        const existing = fixture.existing.replaceAll("\n", "\r\n");
        const { text } = one.emit(candidates, existing);
        assert.equal(text.replaceAll("\r\n", "").includes("\n"), false, "LF lines were added to a CRLF file");
        assertKept(existing, text);
      }),
    },
    {
      name: `framework ${framework.id}: writing the same tests again changes nothing`,
      run: bench(async ({ emit }) => {
        for (const existing of [undefined, fixture.existing]) {
          const first = emit(candidates, existing).text;
          assert.equal(emit(candidates, first).text, first);
        }
      }),
    },
    {
      name: `framework ${framework.id}: check() says what was found`,
      run: bench(async ({ context }) => {
        for (const check of await framework.check(context.project, context)) {
          assert.notEqual(check.name.trim(), "");
          assert.ok(check.ok || check.required === false, `${check.name}: ${check.detail}`);
        }
      }),
    },
  ];
}

function assertInside(path: string): void {
  const isInside =
    path !== "" &&
    !path.startsWith("/") &&
    !/^[A-Za-z]:/.test(path) &&
    !path.includes("\\") &&
    !path.split("/").includes("..");
  assert.ok(isInside, `${JSON.stringify(path)} is not a /-separated path inside the project`);
}

/** Every line of `before` is in `after`, in the same order, byte for byte. */
function assertKept(before: string, after: string): void {
  const lines = after.split("\n");
  let from = 0;
  for (const line of before.replace(/\n$/, "").split("\n")) {
    const at = lines.indexOf(line, from);
    assert.ok(at >= 0, `this line of the existing suite is gone or moved: ${JSON.stringify(line)}`);
    from = at + 1;
  }
}
