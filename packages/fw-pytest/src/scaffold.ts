import type { Layout, NewFile, Project } from "@autotest/core";
import { detailsOf } from "./details.js";

/** A `pytest.ini` when the project has no pytest configuration: where the tests are, and where the code is. */
export function scaffold(_project: Project, layout: Layout): readonly NewFile[] {
  const { configFile, sources } = detailsOf(layout);
  if (configFile !== "") return [];
  const folder = sources.some((file) => file.startsWith("src/") && file.split("/").length > 2) ? "src" : ".";
  return [{ path: "pytest.ini", text: `[pytest]\ntestpaths = ${layout.testDirectory}\npythonpath = ${folder}\n` }];
}
