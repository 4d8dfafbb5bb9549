import { describe, expect, it } from "vitest";
import { type SourceText, sourceFiles, withoutStrings } from "./source-files.js";
import { workspacePackages } from "./workspace-packages.js";

const inside = (folder: string): SourceText[] =>
  workspacePackages.filter((each) => each.folder === folder).flatMap(sourceFiles);
const pluginSources: SourceText[] = workspacePackages.filter((each) => each.isPlugin).flatMap(sourceFiles);

/** Files that run inside the process under test are not plugin code: they have no `ctx`. */
const isRuntime = ({ path }: SourceText): boolean => path.includes("/runtime/");

/** Lines of `files` in which `pattern` occurs, as `path:line text`. */
function uses(files: readonly SourceText[], pattern: RegExp): string[] {
  return files
    .filter((file) => !isRuntime(file))
    .flatMap(({ path, text }) =>
      text.split("\n").flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1} ${line.trim()}`] : [])),
    );
}

describe("may not", () => {
  it("looks at real files", () => {
    expect(inside("core").length).toBeGreaterThan(20);
    expect(pluginSources.length).toBeGreaterThan(10);
  });

  it.each([
    ["print", /\bconsole\.|process\.(stdout|stderr)\b/],
    ["end the process", /process\.(exit|abort|reallyExit)\b/],
    ["read the environment", /process\.env\b/],
    ["change the working directory", /process\.chdir\b/],
  ])("core and plugins do not %s", (_what, pattern) => {
    expect(uses([...inside("core"), ...pluginSources].map(withoutStrings), pattern)).toEqual([]);
  });

  it("a plugin imports no other plugin and not the command line", () => {
    expect(uses(pluginSources, /(from|import)\s*\(?\s*["']@autotest\/(?!core["'/]|python-environment["'])/)).toEqual(
      [],
    );
  });

  it("core imports no plugin and knows no language by name", () => {
    expect(uses(inside("core"), /(from|import)\s*\(?\s*["']@autotest\//)).toEqual([]);
    // The contract itself says which ways of importing there are; nothing else may.
    const files = inside("core").filter(({ path }) => !path.includes("/contracts/"));
    expect(uses(files, /["'`](python|javascript|typescript|pytest|mocha)["'`]/i)).toEqual([]);
  });

  it("plugins start processes only through ctx.exec", () => {
    expect(uses(pluginSources, /["'](node:)?(child_process|cluster|worker_threads)["']/)).toEqual([]);
  });

  it("core starts processes in its exec port only", () => {
    const files = new Set(uses(inside("core"), /["'](node:)?child_process["']/).map((use) => use.split(":")[0]));
    for (const file of files) expect(file).toMatch(/^packages\/core\/src\/(ports|services|exec|process)\//);
  });

  it("plugins write no files and open no connections past ctx", () => {
    expect(uses(pluginSources, /["'](node:)?(http|https|net|tls|dgram|http2)["']|(?<!\bhttp\.)\bfetch\(/)).toEqual([]);
    // What stands in texts is written into tests.
    const code = pluginSources.map(withoutStrings);
    expect(uses(code, /\b(writeFile|writeFileSync|appendFile|rmSync|unlink|mkdirSync|mkdir)\(/)).toEqual([]);
  });

  it("time and chance come from ctx", () => {
    const ports = /^packages\/core\/src\/(ports|services|exec|process|testing)\//;
    const files = [...inside("core"), ...pluginSources].filter(({ path }) => !ports.test(path));
    expect(
      uses(files.map(withoutStrings), /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(/),
    ).toEqual([]);
  });
});
