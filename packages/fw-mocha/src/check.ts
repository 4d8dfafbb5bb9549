import type { Check, Context, Project } from "@autotest/core";
import { detailsOf } from "./details.js";
import { detect } from "./detect.js";
import { findMocha } from "./find-mocha.js";

/** What running Mocha needs on this machine. */
export async function check(project: Project, ctx: Context): Promise<readonly Check[]> {
  const found = await findMocha(project, ctx);
  const layout = await detect(project, ctx);
  const details = detailsOf(layout);
  const checks: Check[] = [
    { name: "Node", ok: true, detail: `${process.version} at ${process.execPath}` },
    found.ok
      ? { name: "Mocha", ok: true, detail: `${found.mocha.version} at ${found.mocha.folder}` }
      : {
          name: "Mocha",
          ok: false,
          detail: found.problem.message,
          ...(found.problem.hint === undefined ? {} : { fix: found.problem.hint }),
        },
  ];
  if (details.settings.broken !== null)
    checks.push({ name: "Mocha configuration", ok: false, detail: details.settings.broken });
  if (details.settings.ui === "exports")
    checks.push({
      name: "Mocha interface",
      ok: false,
      detail: 'the "exports" interface is not written; bdd, tdd and qunit are',
      required: false,
    });
  const typed =
    (await ctx.fs.glob(project.root, ["**/*.{ts,mts,cts,tsx}"], { ignore: ["**/*.d.ts", "dist/**", "build/**"] }))
      .length > 0;
  if (typed) {
    const { features } = process as { readonly features: { readonly typescript?: unknown } };
    const runner = details.typescript ?? (features.typescript ? `Node ${process.version} itself` : null);
    checks.push(
      runner === null
        ? {
            name: "TypeScript runner",
            ok: false,
            detail: "nothing in the Mocha configuration runs TypeScript",
            fix: `${details.install} tsx`,
            required: false,
          }
        : { name: "TypeScript runner", ok: true, detail: runner },
    );
  }
  return checks;
}
