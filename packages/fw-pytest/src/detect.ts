import { join } from "node:path";
import type { Context, Layout, Project } from "@autotest/core";
import type { PytestDetails } from "./details.js";
import { findEditable } from "./find-editable.js";
import { matchesFile } from "./match-pattern.js";
import { readConfig, type Table, tableAt, textOf } from "./read-config.js";
import { readDependencies } from "./read-dependencies.js";
import { readStyle } from "./read-style.js";

const STYLE_SAMPLE = 8;
const MOST_READ = 100;
const USUAL_FOLDERS: readonly string[] = ["tests", "test", "testing"];
const BUILD_FOLDERS: readonly string[] = ["build/**", "dist/**", "**/*.egg-info/**", "**/.eggs/**", ".mypy_cache/**"];

/** Looks at a project's files for pytest's configuration, tests and habits; runs nothing. */
export async function detect(project: Project, ctx: Context): Promise<Layout> {
  const { root } = project;
  const { pytest, pyproject } = await readConfig(root, ctx);
  const config = pytest?.options ?? {};
  const options = project.options["fw-pytest"] ?? {};
  const pythonFiles = words(config.python_files) ?? ["test_*.py", "*_test.py"];
  const files = await ctx.fs.glob(root, ["**/*.py"], { ignore: [...BUILD_FOLDERS] });
  const testPaths = (words(config.testpaths) ?? []).map(tidy);
  const testFiles = files.filter(
    (file) =>
      matchesFile(file, pythonFiles) && (testPaths.length === 0 || testPaths.some((path) => within(file, path))),
  );
  const testDirectory = chooseFolder(text(options.testDirectory), testPaths, testFiles, files);
  const sources = files.filter(
    (file) =>
      !matchesFile(file, pythonFiles) &&
      !file.endsWith("conftest.py") &&
      !within(file, testDirectory) &&
      !USUAL_FOLDERS.some((folder) => within(file, folder)),
  );
  const conftests = files.filter((file) => /(^|\/)conftest\.py$/.test(file));
  const texts = await readTexts(root, [...conftests, ...testFiles].slice(0, MOST_READ), ctx);
  const samples = [...texts].filter(([file]) => !conftests.includes(file)).slice(0, STYLE_SAMPLE);
  const style = readStyle(
    samples.map(([, text]) => text),
    quoteSetting(pyproject),
  );
  const installed = await findEditable(project, ctx);
  const dependency = await readDependencies(root, pyproject, ctx);
  const usesPytest = testFiles.length > 0;
  const tool = await projectTool(root, ctx);
  const details: PytestDetails = {
    configFile: pytest?.file ?? "",
    config,
    conftests,
    pathConftests: conftests.filter((file) => /sys\.path/.test(texts.get(file) ?? "")),
    siblingImports: importsSiblings(texts, files),
    packages: files.filter((file) => /(^|\/)__init__\.py$/.test(file)).map(folderOf),
    sources,
    projectModules: topLevelModules(sources),
    pythonPath: [...new Set([...(words(config.pythonpath) ?? []).map(tidy), ...installed])],
    installed,
    importlib: /--import-mode[= ]importlib/.test(config.addopts ?? ""),
    pythonFiles,
    pythonFunctions: words(config.python_functions) ?? ["test"],
    pythonClasses: words(config.python_classes) ?? ["Test"],
    install: tool.install,
  };
  return {
    found: pytest !== null || dependency !== null || usesPytest,
    reason: reasonFor(pytest?.file, dependency, testFiles),
    testDirectory,
    testFiles,
    command: tool.command,
    quote: options.quote === "single" || options.quote === "double" ? options.quote : style.quote,
    indent: style.indent,
    style: styleOption(options.style) ?? style.style,
    details: { ...details },
  };
}

async function readTexts(root: string, files: readonly string[], ctx: Context): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const file of files) texts.set(file, (await textOf(join(root, file), ctx)) ?? "");
  return texts;
}

function importsSiblings(texts: ReadonlyMap<string, string>, files: readonly string[]): boolean {
  const all = new Set(files);
  return [...texts].some(([file, text]) => {
    const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/") + 1) : "";
    const names = [...text.matchAll(/^\s*(?:from|import)\s+(\w+)/gm)].map(([, name]) => name);
    return (
      folder !== "" && names.some((name) => all.has(`${folder}${name}.py`) || all.has(`${folder}${name}/__init__.py`))
    );
  });
}

function reasonFor(configFile: string | undefined, dependency: string | null, testFiles: readonly string[]): string {
  if (configFile !== undefined) return `pytest is configured in ${configFile}`;
  if (dependency !== null) return dependency;
  if (testFiles.length > 0) return `${testFiles.length} test files such as ${testFiles[0]}`;
  return "no pytest configuration, dependency or test file";
}

function chooseFolder(
  option: string | undefined,
  testPaths: readonly string[],
  testFiles: readonly string[],
  files: readonly string[],
): string {
  if (option !== undefined) return tidy(option);
  const configured = testPaths.find((path) => !/[*?[]/.test(path) && !path.endsWith(".py") && path !== ".");
  if (configured !== undefined) return configured;
  const usual = USUAL_FOLDERS.find((folder) => files.some((file) => within(file, folder)));
  if (usual !== undefined) return usual;
  const counts = new Map<string, number>();
  for (const file of testFiles) {
    const folder = file
      .split("/")
      .slice(0, -1)
      .find((_, index, parts) => /^tests?$/.test(parts[index] ?? ""));
    if (folder === undefined) continue;
    const path = file.slice(0, file.indexOf(`${folder}/`) + folder.length);
    counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "tests";
}

/** The command a user types, and how a development dependency is added, by the tool whose lock file is there. */
async function projectTool(
  root: string,
  ctx: Context,
): Promise<{ readonly command: string; readonly install: string }> {
  const has = (file: string): Promise<boolean> => ctx.fs.exists(join(root, file));
  if (await has("uv.lock")) return { command: "uv run pytest", install: "uv add --dev" };
  if (await has("poetry.lock")) return { command: "poetry run pytest", install: "poetry add --group dev" };
  if (await has("pdm.lock")) return { command: "pdm run pytest", install: "pdm add --dev" };
  if (await has("Pipfile")) return { command: "pipenv run pytest", install: "pipenv install --dev" };
  return { command: "pytest", install: "python -m pip install" };
}

function topLevelModules(sources: readonly string[]): readonly string[] {
  const names = sources.map(
    (file) =>
      file
        .replace(/^src\//, "")
        .split("/")[0]
        ?.replace(/\.py$/, "") ?? "",
  );
  return [...new Set(names)].filter((name) => name !== "setup" && name !== "").sort();
}

function quoteSetting(pyproject: Table | null): "single" | "double" | undefined {
  const quote = tableAt(pyproject, "tool.ruff.format")?.["quote-style"];
  return quote === "single" || quote === "double" ? quote : undefined;
}

function styleOption(value: unknown): "bdd" | "xunit" | undefined {
  if (value === "xunit" || value === "classes") return "xunit";
  return value === "bdd" || value === "functions" ? "bdd" : undefined;
}

function words(value: string | undefined): readonly string[] | undefined {
  const found = value?.split(/\s+/).filter(Boolean);
  return found && found.length > 0 ? found : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function tidy(path: string): string {
  return path.replaceAll("\\", "/").replace(/^\.\//, "").replace(/\/+$/, "") || ".";
}

function within(file: string, folder: string): boolean {
  return folder === "." || file === folder || file.startsWith(`${folder}/`);
}

function folderOf(file: string): string {
  return file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : ".";
}
