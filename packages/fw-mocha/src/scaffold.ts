import type { Layout, NewFile, Project } from "@autotest/core";
import { detailsOf } from "./details.js";

/** What `autotest init` adds so that a plain `npx mocha` finds and can load the tests: a configuration, if there is none. */
export function scaffold(_project: Project, layout: Layout): readonly NewFile[] {
  const details = detailsOf(layout);
  const { settings } = details;
  if (settings.found.length > 0) return [];
  const usesTypescript =
    details.dependencies.includes("typescript") || layout.testFiles.some((file) => /\.[cm]?tsx?$/.test(file));
  const runsIt = usesTypescript && details.dependencies.includes("tsx");
  const config = {
    spec: [`${layout.testDirectory}/**/*.${runsIt ? "{js,cjs,mjs,ts,cts,mts}" : "{js,cjs,mjs}"}`],
    ...(runsIt ? { extension: ["js", "cjs", "mjs", "ts", "cts", "mts"], "node-option": ["import=tsx"] } : {}),
  };
  return [{ path: ".mocharc.json", text: `${JSON.stringify(config, null, 2)}\n` }];
}
