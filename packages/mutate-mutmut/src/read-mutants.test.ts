import { join } from "node:path";
import { withTestContext } from "@autotest/core/testing";
import { findInterpreter } from "@autotest/python-environment";
import { expect, test } from "vitest";
import { findSpans } from "./find-spans.js";
import { linesOf } from "./locate-mutant.js";
import { readName } from "./mutant-name.js";
import { filesToSpan, readMutants } from "./read-mutants.js";
import { PYTHON } from "./testing/layout-of.js";

/** Code of the most different kinds: modules every Python brings along. */
const MODULES = ["textwrap", "bisect", "colorsys"];

/** mutmut's own way from a source to its mutated file, without a run of tests. */
const MAKE = `
import importlib, inspect, os, sys
from mutmut.mutation.file_mutation import mutate_file_contents
open("pyproject.toml", "w").write('[tool.mutmut]\\nsource_paths = ["."]\\n')
for name in sys.argv[1:]:
    code = inspect.getsource(importlib.import_module(name))
    os.makedirs("mutants", exist_ok=True)
    open(name + ".py", "w", newline="").write(code.replace("\\n", "\\r\\n") if name == "colorsys" else code)
    open(os.path.join("mutants", name + ".py"), "w").write(mutate_file_contents(name + ".py", code).code)
`;

test("the replacement at its place makes the very text that mutmut runs, for every mutant", () =>
  withTestContext({ options: { "lang-python": { interpreter: PYTHON } } }, async (ctx) => {
    const { workspace } = ctx.project;
    const made = await ctx.exec.run({
      file: PYTHON,
      args: ["-c", MAKE, ...MODULES],
      cwd: workspace,
      timeoutMs: 110_000,
    });
    expect(made.stderr).toBe("");
    const interpreter = await findInterpreter(ctx.project, ctx);
    if (!interpreter.ok) throw new Error(interpreter.problem.message);
    const files = MODULES.map((name) => ({ path: `${name}.py` }));
    const spans = await findSpans(workspace, filesToSpan(files), interpreter, ctx);
    const read = await readMutants(workspace, files, spans, ctx);
    const counts: { [mutator: string]: number } = {};
    for (const { path, source, mutants, lost } of read) {
      expect(lost, path).toEqual([]);
      expect(mutants.length, path).toBeGreaterThan(10);
      const mutated = linesOf(await ctx.fs.readText(join(workspace, "mutants", path)));
      const copies = new Map(
        spans
          .get(`mutants/${path}`)
          ?.map(({ name, from, to }) => [name.slice(name.indexOf(".") + 1), mutated.slice(from - 1, to).join("\n")]),
      );
      const lines = linesOf(source);
      for (const { id, name, change } of mutants) {
        const { start, end, original, replacement } = change;
        const at = lines.slice(start.line - 1, end.line).join("\n");
        const rest = (lines[end.line - 1] ?? "").length - (end.column - 1);
        expect(at.slice(start.column - 1, at.length - rest), id).toBe(original);
        const changed = [
          ...lines.slice(0, start.line - 1),
          at.slice(0, start.column - 1) + replacement + at.slice(at.length - rest),
          ...lines.slice(end.line),
        ].join("\n");
        const method = name.unit.slice(name.unit.indexOf(".") + 1);
        const copy = copies.get(readName(id)?.copy ?? "")?.replace(name.copy, () => method) ?? "no copy";
        expect(changed.includes(copy), `${path} ${id}`).toBe(true);
        counts[`${original} ${replacement}`] = 1;
      }
    }
    expect(Object.keys(counts).length, "many different changes").toBeGreaterThan(200);
  }));
