import type { Probe } from "@autotest/core";
import { withTestContext } from "@autotest/core/testing";
import { findInterpreter } from "@autotest/python-environment";
import { pythonLanguage } from "../python-language.js";

/** Opens a probe on `source`, beside `others`, and closes it; `python` is the interpreter it runs in. */
export async function withProbe(
  source: string,
  use: (probe: Probe, python: string) => Promise<void>,
  others: { readonly [path: string]: string } = {},
): Promise<void> {
  await withTestContext({ files: { ...others, "tool.py": source } }, async (ctx) => {
    const file = { path: "tool.py", text: source, hash: "" };
    const analysis = await pythonLanguage.analyze(file, ctx.project, ctx);
    if (!analysis.ok) throw new Error(analysis.reason);
    const opening = await pythonLanguage.openProbe({ project: ctx.project, file, analysis, seed: 1 }, ctx);
    if (!opening.ok) throw new Error(opening.problem.message);
    const interpreter = await findInterpreter(ctx.project, ctx);
    try {
      await use(opening.probe, interpreter.ok ? interpreter.file : "python3");
    } finally {
      await opening.probe.close();
    }
  });
}
