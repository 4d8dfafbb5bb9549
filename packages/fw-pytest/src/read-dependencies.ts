import { join } from "node:path";
import type { Context } from "@autotest/core";
import { isTable, type Table, tableAt, textOf } from "./read-config.js";

const PLAIN_FILES: readonly string[] = [
  ...[
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-test.txt",
    "dev-requirements.txt",
    "test-requirements.txt",
  ],
  ...[
    "requirements/dev.txt",
    "requirements/test.txt",
    "requirements/tests.txt",
    "setup.py",
    "setup.cfg",
    "tox.ini",
    "noxfile.py",
    "Pipfile",
  ],
];

const NAMES_PYTEST = /^\s*["']?pytest\b(?![-_.\w])/m;
const MENTIONS_PYTEST = /["'\s=]pytest(?:["'\s[<>=~!;,]|$)/m;

/** Where pytest is named as a dependency, in words, or null. */
export async function readDependencies(root: string, pyproject: Table | null, ctx: Context): Promise<string | null> {
  if (pyproject !== null && declared(pyproject).some((one) => NAMES_PYTEST.test(one)))
    return "pytest in the dependencies of pyproject.toml";
  for (const file of PLAIN_FILES) {
    const text = await textOf(join(root, file), ctx);
    if (text === null) continue;
    if (file.endsWith(".txt") ? NAMES_PYTEST.test(text) : MENTIONS_PYTEST.test(text)) return `pytest in ${file}`;
  }
  return null;
}

/** Every requirement and dependency name that pyproject.toml lists, wherever tools keep them. */
function declared(pyproject: Table): readonly string[] {
  const lists: unknown[] = [
    tableAt(pyproject, "project")?.dependencies,
    ...Object.values(tableAt(pyproject, "project.optional-dependencies") ?? {}),
    ...Object.values(tableAt(pyproject, "dependency-groups") ?? {}),
    tableAt(pyproject, "tool.uv")?.["dev-dependencies"],
    ...Object.values(tableAt(pyproject, "tool.pdm.dev-dependencies") ?? {}),
    ...Object.values(tableAt(pyproject, "tool.hatch.envs") ?? {}).map((env) =>
      isTable(env) ? env.dependencies : undefined,
    ),
  ];
  const groups = Object.values(tableAt(pyproject, "tool.poetry.group") ?? {}).map((group) =>
    isTable(group) ? group.dependencies : undefined,
  );
  const tables: unknown[] = [
    tableAt(pyproject, "tool.poetry.dependencies"),
    tableAt(pyproject, "tool.poetry.dev-dependencies"),
    ...groups,
  ];
  return [
    ...lists.flatMap((list) =>
      Array.isArray(list) ? list.filter((one): one is string => typeof one === "string") : [],
    ),
    ...tables.flatMap((table) => (isTable(table) ? Object.keys(table) : [])),
  ];
}
