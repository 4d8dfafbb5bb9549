import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFileSystem } from "./file-system.js";
import { createWriteGuard } from "./guard-path.js";

let outside: string;
let root: string;
beforeEach(async () => {
  outside = await realpath(await mkdtemp(join(tmpdir(), "autotest-guard-")));
  root = join(outside, "project");
  await mkdir(join(root, "tests/unit"), { recursive: true });
  await mkdir(join(root, ".git/hooks"), { recursive: true });
  await mkdir(join(outside, "other"));
  await writeFile(join(outside, "other/file.py"), "theirs");
  await symlink(join(outside, "other"), join(root, "tests/linked"));
  await symlink(join(outside, "other/file.py"), join(root, "tests/link.py"));
  await symlink(join(outside, "nowhere"), join(root, "tests/dangling"));
  await symlink("loop", join(root, "tests/loop"));
  await symlink("../.git", join(root, "tests/git"));
});
afterEach(() => rm(outside, { recursive: true, force: true }));

const guard = () => createWriteGuard([join(root, "tests"), join(root, ".autotest")], { base: root });

describe("lets through", () => {
  it.each([
    "tests/test_a.py",
    "tests/unit/deep/er/test_b.py",
    "tests/[id].test.ts",
    "tests/été.py",
    ".autotest/cache/x",
    "tests/environment.py",
    "tests/package.test.js",
  ])("%s", async (path) => {
    expect(await guard().inspect(path)).toEqual({ ok: true, path: join(root, path) });
    expect(await guard().check(join(root, path))).toBe(join(root, path));
  });

  it("a root that does not exist yet, a root that is reached through a link", async () => {
    await symlink(root, join(outside, "alias"));
    expect(
      await createWriteGuard([join(outside, "alias/new-tests")], { base: join(outside, "alias") }).inspect(
        "new-tests/a.py",
      ),
    ).toEqual({ ok: true, path: join(root, "new-tests/a.py") });
  });

  it("a link inside a root that leads to another place inside", async () => {
    await symlink(join(root, "tests/unit"), join(root, "tests/alias"));
    expect(await guard().inspect("tests/alias/a.py")).toEqual({ ok: true, path: join(root, "tests/unit/a.py") });
  });

  it("files that steer every test, only when asked for", async () => {
    for (const path of ["tests/conftest.py", "tests/.mocharc.json"]) {
      expect(await guard().inspect(path)).toMatchObject({ ok: false, reason: expect.stringContaining("asked for") });
      expect(await createWriteGuard([root], { asked: [path] }).inspect(path)).toMatchObject({ ok: true });
    }
  });
});

/** Nothing of this may land, whoever asks for it. */
const PAYLOADS: readonly string[] = [
  ...[
    "",
    ".",
    "..",
    "../x.py",
    "tests/../../x.py",
    "tests/../src/x.py",
    "tests/./../../x",
    "/etc/passwd",
    "/tmp/x.py",
    "//server/share/x.py",
  ],
  ...[
    "~/x.py",
    "~root/x.py",
    "tests/~/x.py",
    "C:\\x.py",
    "C:/x.py",
    "tests\\..\\..\\x.py",
    "\\\\server\\share\\x",
    "tests/x.py:stream",
  ],
  ...["tests/x\0.py", "tests/\u0007.py", "tests/\nx.py", "src/x.py", "x.py", "testsuite/x.py", "tests-other/x.py"],
  ...[
    "tests/linked/x.py",
    "tests/linked/deep/x.py",
    "tests/link.py",
    "tests/dangling",
    "tests/dangling/x.py",
    "tests/loop",
    "tests/loop/x.py",
    "tests/git/hooks/pre-commit",
  ],
  ...[
    "tests/.git/config",
    "tests/.GIT/config",
    "tests/.git./config",
    "tests/.git /hooks/x",
    "tests/.hg/hgrc",
    "tests/sub/.git/hooks/post-checkout",
    ".git/hooks/pre-commit",
    ".git/config",
  ],
  ...[
    "tests/.github/workflows/x.yml",
    ".github/workflows/ci.yml",
    "tests/.gitlab-ci.yml",
    "tests/.circleci/config.yml",
    "tests/azure-pipelines.yml",
    "tests/Jenkinsfile",
    "tests/.husky/pre-commit",
  ],
  ...[
    "tests/package.json",
    "tests/PACKAGE.JSON",
    "package.json",
    "tests/package-lock.json",
    "tests/.npmrc",
    "tests/.pnpmfile.cjs",
    "tests/setup.py",
    "tests/pyproject.toml",
    "tests/sitecustomize.py",
    "tests/Makefile",
  ],
  ...[
    "tests/node_modules/mocha/index.js",
    "tests/.venv/bin/python",
    "tests/.env",
    "tests/.env.local",
    "tests/.ssh/authorized_keys",
  ],
  ...[
    "tests/.vscode/tasks.json",
    "tests/.idea/x.xml",
    "tests/.cursor/rules",
    "tests/AGENTS.md",
    "tests/CLAUDE.md",
    "tests/.claude/settings.json",
    "tests/.codex/config.toml",
    "tests/.cursorrules",
  ],
  ...[
    "tests/CON",
    "tests/nul.py",
    "tests/com1.txt",
    "tests/unit/aux/x.py",
    "tests/conftest.py",
    "tests/pytest.ini",
    "tests/.mocharc.cjs",
  ],
];

describe("refuses, and nothing lands", () => {
  it("enough kinds of payload", () => {
    expect(new Set(PAYLOADS).size).toBeGreaterThanOrEqual(60);
  });

  it.each(PAYLOADS.map((path) => [JSON.stringify(path), path]))("%s", async (_, path) => {
    const before = await tree(outside);
    expect(await guard().inspect(path)).toEqual({ ok: false, reason: expect.stringContaining("Refused to write") });
    await expect(guard().check(path)).rejects.toMatchObject({ code: "write-refused", exitCode: 9 });
    const fs = createFileSystem({ guard: guard() });
    await expect(fs.write(path.startsWith("/") ? path : `${root}/${path}`, "payload")).rejects.toMatchObject({
      code: expect.stringMatching(/^write-/),
    });
    expect(await tree(outside)).toEqual(before);
  });

  it("a folder that is swapped for a link between the check and the write", async () => {
    let asked = 0;
    const inner = guard();
    const racing = {
      ...inner,
      check: async (path: string) => {
        const answer = await inner.check(path);
        asked += 1;
        if (asked === 2) {
          await rm(join(root, "tests/unit"), { recursive: true });
          await symlink(join(outside, "other"), join(root, "tests/unit"));
        }
        return answer;
      },
    };
    await expect(
      createFileSystem({ guard: racing }).write(join(root, "tests/unit/test_a.py"), "payload"),
    ).rejects.toMatchObject({ code: "write-failed" });
    expect(await readdir(join(outside, "other"))).toEqual(["file.py"]);
  });

  it("everything when there is no root", async () => {
    expect(await createWriteGuard([], { base: root }).inspect("tests/test_a.py")).toMatchObject({ ok: false });
  });
});

async function tree(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries.map(
      async (entry) =>
        `${entry.parentPath}/${entry.name} ${entry.isFile() ? await readFile(join(entry.parentPath, entry.name), "utf8") : ""}`,
    ),
  );
}

describe("CI files", () => {
  const workflow = ".github/workflows/autotest.yml";
  const ask = (ci: readonly string[]) => createWriteGuard([root], { base: root, ci });

  it("are let through when a person asked for the very file, and its folder with them", async () => {
    for (const path of [workflow, ".github/workflows"])
      expect(await ask([workflow]).inspect(path)).toEqual({ ok: true, path: join(root, path) });
    expect(await ask([".gitlab-ci.yml"]).inspect(".gitlab-ci.yml")).toMatchObject({ ok: true });
  });

  it.each([".github/workflows/other.yml", ".github", ".github/actions/x/action.yml", ".gitlab-ci.yml"])(
    "stay closed otherwise: %s",
    async (path) => {
      expect(await ask([workflow]).inspect(path)).toMatchObject({ ok: false });
      expect(await ask([]).inspect(path)).toMatchObject({ ok: false });
    },
  );

  it.each([
    ".git/hooks/pre-commit",
    ".git/config",
    "package.json",
    ".github/CODEOWNERS",
    ".github/workflows/../../.git/config",
  ])("no other file becomes one by being asked for: %s", async (path) => {
    expect(await ask([path]).inspect(path)).toMatchObject({ ok: false });
  });

  it("are not written through a link", async () => {
    await symlink(join(outside, "other"), join(root, ".github"));
    expect(await ask([workflow]).inspect(workflow)).toMatchObject({ ok: false });
    await symlink(".git", join(root, ".gitlab"));
    expect(await ask([".gitlab/ci/autotest.yml"]).inspect(".gitlab/ci/autotest.yml")).toMatchObject({ ok: false });
  });
});
