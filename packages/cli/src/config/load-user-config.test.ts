import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { createProject, type TestProject } from "../fixtures/run-cli.js";
import { loadUserConfig } from "./load-user-config.js";

const projects: TestProject[] = [];
const home = (files: { readonly [path: string]: string }): string => {
  const made = createProject(files);
  projects.push(made);
  return made.root;
};
afterEach(() => {
  for (const made of projects.splice(0)) made.remove();
});
const SETTINGS = "model:\n  name: mine\n  baseUrl: http://localhost:11434/v1\n  apiKeyVariable: MY_KEY\nsandbox: off\n";

test("is read from where the system keeps settings, and may hold what a project file may not", async () => {
  const root = home({
    ".config/autotest/config.yaml": SETTINGS,
    "xdg/autotest/config.yml": "concurrency: 3\n",
    "roaming/autotest/config.json": '{ "concurrency": 4 }',
  });
  expect(await loadUserConfig({ HOME: root }, "linux")).toMatchObject({
    source: join(root, ".config/autotest/config.yaml"),
    config: { sandbox: "off", model: { name: "mine", apiKeyVariable: "MY_KEY" } },
  });
  expect(await loadUserConfig({ HOME: root, XDG_CONFIG_HOME: join(root, "xdg") }, "darwin")).toMatchObject({
    config: { concurrency: 3 },
  });
  expect(await loadUserConfig({ HOME: root, APPDATA: join(root, "roaming") }, "win32")).toMatchObject({
    config: { concurrency: 4 },
  });
});

test("a relative folder in the environment is not believed: it would lie in the project", async () => {
  const root = home({ ".config/autotest/config.yaml": "concurrency: 5\n" });
  expect(await loadUserConfig({ HOME: root, XDG_CONFIG_HOME: "." }, "linux")).toMatchObject({
    config: { concurrency: 5 },
  });
});

test("without a file there are no settings", async () => {
  expect(await loadUserConfig({ HOME: home({}) }, "linux")).toEqual({ config: {}, source: null });
});

test("what is wrong in it is said with its place", async () => {
  const root = home({ ".config/autotest/config.yaml": "model:\n  naem: x\n" });
  await expect(loadUserConfig({ HOME: root }, "linux")).rejects.toMatchObject({
    issues: [{ key: "model.naem", suggestion: "name" }],
  });
});
