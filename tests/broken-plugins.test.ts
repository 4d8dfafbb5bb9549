import { afterEach, expect, it } from "vitest";
import { readError } from "./read-document.js";
import { TemporaryProject } from "./temporary-project.js";

let project: TemporaryProject;
afterEach(() => project.remove());

const NAME = "autotest-lang-odd";

/** A project that depends on a plugin whose index is `code`, as discovery would find it. */
function projectWith(code: string, manifest: object = {}): TemporaryProject {
  return new TemporaryProject().write({
    "package.json": JSON.stringify({ name: "p", type: "module", dependencies: { [NAME]: "1.0.0" } }),
    [`node_modules/${NAME}/package.json`]: JSON.stringify({
      name: NAME,
      version: "1.0.0",
      type: "module",
      keywords: ["autotest-plugin"],
      exports: { ".": { default: "./index.js" }, "./package.json": "./package.json" },
      ...manifest,
    }),
    [`node_modules/${NAME}/index.js`]: code,
    "a.py": "def a(n: int) -> int:\n    return n + 1\n",
  });
}

const plugin = (fields: string): string =>
  `export default () => ({ name: "${NAME}", version: "1.0.0", apiVersion: 1, ${fields} });\n`;

it.each([
  ["throws when imported", 'throw new Error("boom on import");\n', /boom on import/],
  ["throws when called", 'export default () => { throw new Error("boom in factory"); };\n', /boom in factory/],
  ["has no default export", "export const plugin = {};\n", /default export/],
  [
    "speaks another apiVersion",
    `export default () => ({ name: "${NAME}", version: "1.0.0", apiVersion: 99 });\n`,
    /plugin API 99/,
  ],
  [
    "names itself otherwise than its manifest",
    'export default () => ({ name: "somebody-else", version: "1.0.0", apiVersion: 1 });\n',
    /somebody-else/,
  ],
  ["brings something that is no contribution", plugin('languages: [{ id: "odd" }]'), /language/i],
])("a plugin that %s is one clear error with its name, exit code 2", async (_what, code, reason) => {
  project = projectWith(code);
  const before = project.tree();
  const ended = await project.autotest(["generate"]);
  expect(ended).toMatchObject({ code: 2, stdout: "" });
  expect(ended.stderr).toContain(NAME);
  expect(ended.stderr).toMatch(reason);
  expect(ended.stderr, "no stack").not.toMatch(/^\s+at /m);
  expect(project.tree(/\.autotest/)).toEqual(before);
});

it("a plugin that is configured but not installed is named, with the command that installs it", async () => {
  project = new TemporaryProject().write({
    ".codex-autotest.yaml": "plugins: ['autotest-lang-absent']\n",
    "package.json": '{ "name": "p" }',
    "a.py": "",
  });
  const ended = await project.autotest(["generate", "--json"]);
  expect(ended.code).toBe(2);
  const error = readError(ended);
  expect(error.message).toContain("autotest-lang-absent");
  expect(JSON.stringify(error)).toMatch(/(npm|pnpm|yarn)[^"]* (install|add|i)\b/);
});

it("a dependency with a fitting name but without the keyword is not taken for a plugin", async () => {
  project = projectWith('throw new Error("must not be loaded");\n', { keywords: [] });
  const ended = await project.autotest(["plugins", "--json"]);
  expect(ended.code, ended.stderr).toBe(0);
  expect(ended.stdout).not.toContain(NAME);
});
