import { installPackages, startModelServer } from "@autotest/core/testing";
import { afterEach, expect, test } from "vitest";
import { type CliResult, createProject, runCli, type TestProject } from "./fixtures/run-cli.js";
import type { ErrorDocument, PromptsDocument } from "./output/json/documents.js";

/** A prompt pack as a team would publish it. */
const PACK = (template: string) => `export default () => ({
  name: "autotest-prompts-team", version: "1.0.0", apiVersion: 1,
  prompts: [{ id: "team", name: "asks the way our team does", templates: { unit_test: ${JSON.stringify(template)} } }],
});
`;
const ASKS = "As our team would: {framework} for {language}.\n{code}";
const CONFIG = `# Settings of the shop.
engines: [model]   # nothing else

model:
    name: small # the cheap one
`;

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function setUp(config: string | null, template = ASKS): Promise<TestProject> {
  const project = createProject({
    "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\n',
    "shop.py": "def f(a: int) -> int:\n    if a > 3:\n        return 1\n    return 0\n",
    ...(config === null ? {} : { ".codex-autotest.yaml": config }),
  });
  closers.push(project.remove);
  await installPackages(project.root, [{ name: "autotest-prompts-team", source: PACK(template) }]);
  return project;
}

async function prompts(project: TestProject, ...words: string[]): Promise<PromptsDocument> {
  const result = await runCli(["prompts", ...words, "--json"], { cwd: project.root });
  expect(result.code, result.stderr).toBe(0);
  return JSON.parse(result.stdout) as PromptsDocument;
}

const usedBy = ({ prompts: all }: PromptsDocument): { readonly [id: string]: readonly string[] } =>
  Object.fromEntries(all.map(({ id, used }) => [id, used]));

test("a pack is listed, shown, chosen, and reaches the model", async () => {
  const project = await setUp(CONFIG);
  expect(usedBy(await prompts(project, "list"))).toEqual({ default: ["unit_test", "kill_mutant"], team: [] });
  const shown = await runCli(["prompts", "show", "team"], { cwd: project.root });
  expect(shown.stdout).toContain("  As our team would: {framework} for {language}.");
  expect(shown.stdout).toContain("filled in: {framework} {language} {code}");
  expect(shown.stdout).toContain("next: autotest prompts use team");

  expect((await prompts(project, "use", "team")).written).toBe(".codex-autotest.yaml");
  expect(project.read(".codex-autotest.yaml")).toBe(`${CONFIG}prompts:\n  pack: team\n`);
  expect(usedBy(await prompts(project, "list"))).toEqual({ default: ["kill_mutant"], team: ["unit_test"] });
  expect((await prompts(project, "use", "team")).written, "it says so already").toBeNull();

  const server = await startModelServer({ reply: () => ({ text: "nothing to say" }) });
  const home = createProject({
    ".config/autotest/config.yaml": `model:\n  baseUrl: ${server.baseUrl}\n  apiKey: local\n`,
  });
  closers.push(() => server.close(), home.remove);
  await runCli(["generate", "--dry-run", "--yes"], { cwd: project.root, env: { HOME: home.root } });
  expect(JSON.stringify(server.requests[0]?.body)).toContain("As our team would: pytest for Python.");
});

test("templates of the configuration win over the pack, and that is said", async () => {
  const project = await setUp('prompts:\n  # ours\n  unit_test: "Test {code}"\n');
  expect(usedBy(await prompts(project, "list"))).toEqual({ default: ["kill_mutant"], team: [], config: ["unit_test"] });
  const result = await runCli(["prompts", "use", "team"], { cwd: project.root });
  expect(result.stdout).toContain("unit_test: written out in the configuration, and that wins over the pack");
  expect(project.read(".codex-autotest.yaml")).toBe('prompts:\n  # ours\n  pack: team\n  unit_test: "Test {code}"\n');
});

test("without a configuration one is made", async () => {
  const project = await setUp(null);
  expect((await prompts(project, "use", "team")).written).toBe(".codex-autotest.yaml");
  expect(project.read(".codex-autotest.yaml")).toBe("prompts:\n  pack: team\n");
});

test.each([
  ["show", "taem"],
  ["use", "taem"],
])("prompts %s of an unknown pack names the nearest", async (verb, name) => {
  const project = await setUp(null);
  const before = project.tree();
  const result = await runCli(["prompts", verb, name], { cwd: project.root });
  expect(result.code).toBe(2);
  expect(result.stderr).toBe(
    "autotest: unknown prompt pack: taem (did you mean team?)\none of: default, team\nnext: autotest prompts list\n",
  );
  expect(project.tree()).toEqual(before);
});

test("a run with a pack nobody brings says so, and the list still helps to choose another", async () => {
  const project = await setUp("prompts:\n  pack: gone\n");
  const result = await runCli(["generate", "--json"], { cwd: project.root });
  expect(result.code).toBe(2);
  expect((JSON.parse(result.stdout) as ErrorDocument).error.message).toBe("unknown prompt pack: gone");
  expect((await prompts(project, "use", "team")).written).toBe(".codex-autotest.yaml");
});

test("a slip in a template is an error that names what was meant, in a pack and in the configuration", async () => {
  const says = (result: CliResult): string => `${result.code} ${result.stderr}`;
  const project = await setUp(null, "Write {framwork} tests");
  const list = () => runCli(["prompts", "list"], { cwd: project.root });
  expect(says(await list())).toContain(
    '2 autotest: plugin autotest-prompts-team prompt pack "team" has {framwork}, did you mean {framework}?',
  );
  project.remove();
  const other = await setUp('prompts:\n  unit_test: "for {lang}"\n');
  expect(says(await runCli(["prompts", "list"], { cwd: other.root }))).toContain(
    "2 autotest: .codex-autotest.yaml:2:3 prompts.unit_test: has {lang}, did you mean {language}?",
  );
});

test("a file that runs code, or holds package scripts, is not edited", async () => {
  const project = await setUp(null);
  project.write("autotest.config.mjs", "export default {};\n");
  const result = await runCli(["prompts", "use", "team", "--config", "autotest.config.mjs"], { cwd: project.root });
  expect(result.code).toBe(2);
  expect(result.stderr).toContain(
    "autotest.config.mjs is not edited for you\nwrite it there yourself: prompts: { pack: team }",
  );
});
