import { afterEach, describe, expect, it } from "vitest";
import { cli, TemporaryProject, withTools } from "./temporary-project.js";
import { Terminal } from "./terminal.js";

// A person at a terminal sets projects up. `j` marks what is below, `h` what is left, `l` what is right; Enter takes it.
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0).reverse()) close();
});

const PYTHON = { "shop/__init__.py": "", "shop/cart.py": "def total(n: int) -> int:\n    return n * 2\n" };
const JAVASCRIPT = {
  "package.json":
    '{ "name": "shop", "version": "1.0.0", "type": "module", "devDependencies": { "mocha": "^11.0.0" } }\n',
  "lib/cart.js": "export const total = (n) => n * 2;\n",
};

function start(files: { readonly [path: string]: string }, ...words: readonly string[]) {
  const project = new TemporaryProject().write(files);
  const terminal = new Terminal([process.execPath, cli, ...words], {
    base: project.base,
    cwd: project.folder,
    // Neither a CI job nor a coding agent is asked.
    env: {
      PATH: withTools().PATH ?? "",
      HOME: project.base,
      LANG: "C.UTF-8",
      TERM: "xterm",
      // Newer versions of Node keep compiled code for every command.
      NODE_DISABLE_COMPILE_CACHE: "1",
    },
  });
  closers.push(
    () => project.remove(),
    () => terminal.close(),
  );
  const sees = (text: string | RegExp): Promise<string> => terminal.until(text, 0);
  return { project, terminal, sees };
}

describe("autotest init at a terminal", () => {
  it("finds Python, is told of no CI, lists the files and writes after a yes", async () => {
    const { project, terminal, sees } = start(PYTHON, "init");
    await sees(/found python[\s\S]*Check pull requests in a CI system\?/);
    terminal.type("");
    await sees(/\.codex-autotest\.yaml[\s\S]*pytest\.ini[\s\S]*Write these files\?/);
    expect(Object.keys(project.tree())).not.toContain("project/.codex-autotest.yaml");
    terminal.type("");
    await sees(/2 files written[\s\S]*ended with 0/);
    expect(project.read(".codex-autotest.yaml")).toContain("languages: [python]\nframeworks: [pytest]");
  }, 60_000);

  it("of two languages sets up the one that is chosen, with a CI system, and a no writes nothing", async () => {
    const { project, terminal, sees } = start({ ...PYTHON, ...JAVASCRIPT }, "init");
    const before = project.tree();
    await sees(/found python[\s\S]*Tests in which language\?[\s\S]*all of them/);
    terminal.type("jj");
    await sees("Check pull requests in a CI system?");
    terminal.type("j");
    await sees("May only tested changes be merged?");
    terminal.type("h");
    const plan = await sees("Write these files?");
    expect(plan).toContain(".github/workflows/autotest.yml");
    expect(plan).toContain(".mocharc.json");
    expect(plan).not.toContain("pytest.ini");
    terminal.type("l");
    await sees(/nothing was written[\s\S]*ended with 130/);
    expect(project.tree()).toEqual(before);
  }, 60_000);

  it.each([
    ["python", "pytest"],
    ["javascript", "mocha"],
  ])(
    "every question has a flag: %s",
    async (language, framework) => {
      const words = ["init", "--template", language, "--framework", framework];
      const { project, terminal, sees } = start(
        { ...PYTHON, ...JAVASCRIPT },
        ...words,
        ...(language === "python" ? ["--no-ci"] : ["--ci", "gitlab", "--no-required"]),
      );
      const screen = await sees("Write these files?");
      expect(screen).not.toMatch(/which language|which test framework|CI system|merged/i);
      terminal.type("");
      await sees(/files written[\s\S]*ended with 0/);
      expect(project.read(".codex-autotest.yaml")).toContain(`languages: [${language}]\nframeworks: [${framework}]`);
      expect(Object.keys(project.tree()).includes("project/.gitlab-ci.yml")).toBe(language === "javascript");
    },
    60_000,
  );

  it("shows the files of a CI system as a whole before it asks", async () => {
    const { terminal, sees } = start(PYTHON, "ci", "init", "github", "--required");
    await sees(/permissions:[\s\S]*Write these files\?/);
    terminal.type("l");
    await sees("nothing was written");
  }, 60_000);
});
