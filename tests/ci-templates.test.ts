import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { TemporaryProject } from "./temporary-project.js";
import { repository } from "./workspace-packages.js";

const checkers = join(repository, ".tools", "checkers");
const CHOICES: readonly (readonly string[])[] = [
  [],
  ["--required", "--min-coverage", "90", "--max-open-goals", "0"],
  ["--no-comment", "--no-suggest"],
];

/** The programs and schemas of others say that what `autotest ci init` writes is right. Set-up installs them; no network. */
describe.each(CHOICES)("the CI files written with %s %s %s %s %s", (...choice: readonly string[]) => {
  const project = new TemporaryProject().write({
    "pyproject.toml": '[project]\nname = "shop"\nversion = "0"\n',
    "shop.py": "def sign(n: int) -> int:\n    return -1 if n < 0 else 1\n",
    "package.json": '{ "name": "shop", "devDependencies": { "mocha": "*" } }',
    "shop.js": "export function sign(n) {\n  return n < 0 ? -1 : 1;\n}\n",
  });
  afterAll(() => project.remove());
  const given = choice.filter((word) => word !== undefined);

  it("for GitHub: zizmor finds nothing", async () => {
    const written = await project.autotest(["ci", "init", "github", ...given]);
    expect(written.code, written.stderr).toBe(0);
    const workflows = join(project.folder, ".github", "workflows");
    const zizmor = join(checkers, "bin", "zizmor");
    expect(existsSync(zizmor), "run `npm run setup` first").toBe(true);
    const found = await project.run(zizmor, ["--offline", "--no-progress", "--persona=pedantic", workflows]);
    expect(found.code, found.stdout + found.stderr).toBe(0);
    expect(found.stdout + found.stderr).toMatch(/No findings to report/);
  });

  it("for GitLab: fits the schema GitLab publishes", async () => {
    const written = await project.autotest(["ci", "init", "gitlab", ...given]);
    expect(written.code, written.stderr).toBe(0);
    const path = join(checkers, "check_jsonschema", "builtin_schemas", "vendor", "gitlab-ci.json");
    const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
      JSON.parse(readFileSync(path, "utf8")) as object,
    );
    for (const file of [".gitlab/ci/autotest.yml", ".gitlab-ci.yml"])
      expect(validate(parse(project.read(file))), `${file}: ${JSON.stringify(validate.errors)}`).toBe(true);
    expect(validate({ autotest: { stage: 1, script: [] } })).toBe(false);
  });
});
