import { execFileSync } from "node:child_process";
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  readlink,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFileSystem } from "./file-system.js";
import { escapePattern } from "./find-files.js";
import { createWriteGuard } from "./guard-path.js";

let root: string;
const fs = createFileSystem();
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "autotest-fs-")));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function put(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(join(root, path, ".."), { recursive: true });
    await writeFile(join(root, path), path);
  }
}

describe("reading", () => {
  it("refuses bytes that are not UTF-8, keeps a byte-order mark out of the text", async () => {
    await writeFile(join(root, "latin"), Buffer.from([0x63, 0x61, 0x66, 0xe9]));
    await writeFile(join(root, "bom"), "\uFEFFtext");
    await expect(fs.readText(join(root, "latin"))).rejects.toThrow(TypeError);
    expect(await fs.readText(join(root, "bom"))).toBe("text");
    expect(await fs.read(join(root, "latin"))).toEqual(new Uint8Array([0x63, 0x61, 0x66, 0xe9]));
    await expect(fs.readText(join(root, "none"))).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("says what there is", async () => {
    await put("a/b");
    expect(await fs.stat(join(root, "a/b"))).toMatchObject({ kind: "file", size: 3 });
    const { modified } = (await fs.stat(join(root, "a/b"))) ?? {};
    expect(modified).toBe((await lstat(join(root, "a/b"))).mtimeMs);
    expect(await fs.stat(join(root, "a"))).toMatchObject({ kind: "directory" });
    expect(await fs.stat(join(root, "a/b/c"))).toBeNull();
    expect(await fs.stat("/dev/null")).toMatchObject({ kind: "other" });
    expect([await fs.exists(join(root, "a")), await fs.exists(join(root, "z"))]).toEqual([true, false]);
    await put("z", "B");
    expect(await fs.list(root)).toEqual(["B", "a", "z"]);
  });
});

describe("glob", () => {
  it("gives sorted relative files, without version control, dependencies, caches", async () => {
    await put("src/b.py", "src/a.py", "src/B.py", "src/deep/c.py", "src/a.txt", "x.py");
    await put(
      ".git/x.py",
      "node_modules/p/x.py",
      "src/node_modules/p/x.py",
      ".venv/lib/x.py",
      "venv/lib/python3/site-packages/x.py",
      "venv/bin/activate_this.py",
      "src/__pycache__/x.py",
      ".autotest/x.py",
      ".tox/x.py",
    );
    expect(await fs.glob(root, ["**/*.py"])).toEqual(["src/B.py", "src/a.py", "src/b.py", "src/deep/c.py", "x.py"]);
    expect(await fs.glob(root, ["src/**/*"], { ignore: ["**/*.py"] })).toEqual(["src/a.txt"]);
    expect(await fs.glob(root, [])).toEqual([]);
    expect(await fs.glob(join(root, "none"), ["**/*"])).toEqual([]);
  });

  it("finds nothing outside the root, and does not follow linked folders", async () => {
    await put("in/a.py", "out/b.py");
    await symlink(join(root, "out"), join(root, "in/linked"));
    await symlink(join(root, "in"), join(root, "in/loop"));
    expect(await fs.glob(join(root, "in"), ["**/*.py"])).toEqual(["a.py"]);
  });

  const NAMES = [
    "[id].ts",
    "(group).ts",
    "{a,b}.ts",
    "a*b.ts",
    "a?b.ts",
    "!not.ts",
    "+plus.ts",
    "@at.ts",
    "a b.ts",
    "é.ts",
    "#hash.ts",
    "$dollar.ts",
    "a'b.ts",
    '"q".ts',
    "...ts",
    "a\\b.ts",
    "-dash.ts",
    "[!x].ts",
    "a,b.ts",
    "a|b.ts",
  ];
  it.each(NAMES)("finds a file called %s by its own name, in a folder called like a pattern", async (name) => {
    const folder = join(root, "[dir] {x}");
    await mkdir(folder);
    await writeFile(join(folder, name), "");
    await writeFile(join(folder, "other.ts"), "");
    expect(await fs.glob(folder, [escapePattern(name)])).toEqual([name]);
  });
});

describe("changing", () => {
  it("writes as a whole, makes folders, links, removes", async () => {
    await fs.makeDirectory(join(root, "a/b"));
    await fs.write(join(root, "a/b/c"), "text");
    await fs.link(join(root, "a"), join(root, "l"));
    expect(await readFile(join(root, "l/b/c"), "utf8")).toBe("text");
    expect(await fs.realPath(join(root, "l/b/c"))).toBe(join(root, "a/b/c"));
    await fs.remove(join(root, "l"));
    expect(await fs.exists(join(root, "a/b/c"))).toBe(true);
    await fs.remove(join(root, "a"));
    await fs.remove(join(root, "a"));
    expect(await fs.exists(join(root, "a"))).toBe(false);
  });

  it("copies folders with modes, and links as they are", async () => {
    await put("from/run.sh", "from/sub/x");
    await chmod(join(root, "from/run.sh"), 0o755);
    await symlink("sub/x", join(root, "from/link"));
    await fs.copy(join(root, "from"), join(root, "to"));
    expect((await stat(join(root, "to/run.sh"))).mode & 0o777).toBe(0o755);
    expect(await readlink(join(root, "to/link"))).toBe("sub/x");
    expect(await readFile(join(root, "to/sub/x"), "utf8")).toBe("from/sub/x");
  });

  it("copies files of any size with their bytes and modes, over what is there", async () => {
    const large = Buffer.alloc(300 * 1024, 7);
    await writeFile(join(root, "large"), large);
    await writeFile(join(root, "small"), Buffer.from([0, 255, 10]));
    for (const name of ["large", "small"]) {
      // Wider than any usual mask leaves.
      await chmod(join(root, name), 0o777);
      await writeFile(join(root, `${name}-copy`), "longer than what comes in its place");
      await fs.copy(join(root, name), join(root, `${name}-new`));
      await fs.copy(join(root, name), join(root, `${name}-copy`));
      const bytes = await readFile(join(root, name));
      expect(await readFile(join(root, `${name}-new`))).toEqual(bytes);
      expect(await readFile(join(root, `${name}-copy`))).toEqual(bytes);
      expect((await stat(join(root, `${name}-new`))).mode & 0o777).toBe(0o777);
    }
  });

  it.skipIf(process.platform === "win32")("does not wait for a pipe that stands in a file's place", async () => {
    await put("file");
    execFileSync("mkfifo", [join(root, "pipe")]);
    await expect(fs.copy(join(root, "file"), join(root, "pipe"))).rejects.toMatchObject({ errno: "ENXIO" });
  });

  it("says in one way what could not be changed", async () => {
    await put("file");
    const below = join(root, "file/below");
    for (const failing of [
      () => fs.makeDirectory(below),
      () => fs.write(below, "x"),
      () => fs.copy(join(root, "file"), below),
      () => fs.link("x", below),
    ]) {
      await expect(failing()).rejects.toMatchObject({ code: "write-failed", exitCode: 4, errno: "ENOTDIR" });
    }
    await expect(fs.copy(join(root, "none"), join(root, "other"))).rejects.toMatchObject({ errno: "ENOENT" });
  });

  it("keeps temporary folders to itself and removes them at the end", async () => {
    const own = createFileSystem({ temporaryRoot: root });
    const folder = await own.temporaryDirectory("../we ird");
    expect(folder.startsWith(`${root}/autotest-`)).toBe(true);
    expect((await lstat(folder)).mode & 0o777).toBe(0o700);
    expect(await own.temporaryDirectory("x")).not.toBe(await own.temporaryDirectory("x"));
    await own.write(join(folder, "x"), "x");
    await own.close();
    expect(await fs.list(root)).toEqual([]);
  });
});

it("asks the guard before every change, except in temporary folders of its own", async () => {
  const asked: string[] = [];
  const refuse = {
    inspect: async () => ({ ok: false as const, reason: "no" }),
    check: async (path: string) => {
      asked.push(path);
      throw new Error("refused");
    },
  };
  const own = createFileSystem({ guard: refuse, temporaryRoot: root });
  await put("a");
  const a = join(root, "a");
  const changes = [
    () => own.write(a, "x"),
    () => own.makeDirectory(`${a}-folder`),
    () => own.remove(a),
    () => own.copy(a, a),
    () => own.link(a, a),
  ];
  for (const change of changes) await expect(change()).rejects.toThrow("refused");
  expect(asked).toHaveLength(5);
  const folder = await own.temporaryDirectory("x");
  await own.write(join(folder, "x"), "x");
  await own.copy(a, join(folder, "y"));
  expect(asked).toHaveLength(5);
  await own.link(root, join(folder, "out"));
  for (const path of [`${folder}-other`, `${folder}/../a`, join(folder, "out/a")]) {
    await expect(own.write(path, "x")).rejects.toThrow("refused");
    await expect(own.remove(path)).rejects.toThrow("refused");
  }
  expect(await readFile(a, "utf8")).toBe("a");
});

it("a folder that is there may be asked for, whatever the guard says", async () => {
  const own = createFileSystem({ guard: createWriteGuard([join(root, "inside")], { base: root }) });
  await own.makeDirectory(root);
  await expect(own.makeDirectory(join(root, "elsewhere"))).rejects.toThrow("Refused");
});
