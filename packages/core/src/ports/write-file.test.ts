import { execFileSync } from "node:child_process";
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  open,
  writeFile as plainWrite,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  unlink,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AutotestError } from "../errors/autotest-error.js";
import { WriteError } from "../errors/write-error.js";
import { sweepTemporaryFiles, type WriteCalls, writeFile } from "./write-file.js";

const real: WriteCalls = { open, lstat, realpath, rename, unlink };
const OLD = "old content\n";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "autotest-writer-")));
  path = join(folder, "test_x.py");
  await plainWrite(path, OLD);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Node's own calls, with some methods of the temporary file replaced. */
function withFile(change: (file: Awaited<ReturnType<typeof open>>) => object): WriteCalls {
  return {
    ...real,
    open: async (...args) => {
      const file = await open(...args);
      if (!String(args[0]).endsWith(".tmp")) return file;
      const changed = change(file);
      return new Proxy(file, { get: (target, key) => (key in changed ? changed[key as never] : bind(target, key)) });
    },
  };
}
function bind(target: object, key: string | symbol): unknown {
  const value = target[key as never] as unknown;
  return typeof value === "function" ? value.bind(target) : value;
}
const errno = (code: string) => Object.assign(new Error(`${code}: simulated`), { code, errno: -1 });
const reject = (code: string) => () => Promise.reject(errno(code));

describe("writing", () => {
  it("replaces the content, byte for byte", async () => {
    const text = "é中😀\r\nno final newline";
    await writeFile(path, text);
    expect(await readFile(path, "utf8")).toBe(text);
    expect(await readdir(folder)).toEqual(["test_x.py"]);
  });

  it("creates a file, also an empty one, and takes bytes", async () => {
    await writeFile(join(folder, "a"), "");
    await writeFile(join(folder, "b"), new Uint8Array([0, 255]));
    expect(await readFile(join(folder, "a"))).toHaveLength(0);
    expect([...(await readFile(join(folder, "b")))]).toEqual([0, 255]);
  });

  it.each([0o600, 0o644, 0o755, 0o664])("keeps the mode %o of an existing file", async (mode) => {
    await chmod(path, mode);
    await writeFile(path, "new");
    expect((await stat(path)).mode & 0o7777).toBe(mode);
  });

  it("replaces a link instead of following it", async () => {
    const target = join(folder, "elsewhere");
    await plainWrite(target, OLD);
    await symlink(target, join(folder, "link"));
    await writeFile(join(folder, "link"), "new");
    expect(await readFile(target, "utf8")).toBe(OLD);
    expect((await lstat(join(folder, "link"))).isFile()).toBe(true);
  });

  it("goes on where a write call took only a part", async () => {
    const calls = withFile((file) => ({
      write: (bytes: Uint8Array, offset: number, length: number, position: number) =>
        file.write(bytes, offset, Math.min(length, 3), position),
    }));
    await writeFile(path, "one byte after another", { calls });
    expect(await readFile(path, "utf8")).toBe("one byte after another");
  });

  it("lets eight writers race and ends with one whole content", async () => {
    const texts = Array.from({ length: 8 }, (_, index) => String(index).repeat(100_000));
    await Promise.all(texts.map((text) => writeFile(path, text)));
    expect(texts).toContain(await readFile(path, "utf8"));
    expect(await readdir(folder)).toEqual(["test_x.py"]);
  });
});

describe("a fault leaves the old content, no temporary file, and a typed error", () => {
  const faults: readonly (readonly [string, WriteCalls, string])[] = [
    ["no space on the first write", withFile(() => ({ write: reject("ENOSPC") })), "ENOSPC"],
    ["a disk that takes nothing", withFile(() => ({ write: async () => ({ bytesWritten: 0 }) })), "unknown"],
    ["a quota reached at fsync", withFile(() => ({ sync: reject("EDQUOT") })), "EDQUOT"],
    ["an I/O error at fsync", withFile(() => ({ sync: reject("EIO") })), "EIO"],
    [
      "a short file that was reported as written",
      withFile((file) => ({
        write: async (bytes: Uint8Array, offset: number, length: number) => {
          await file.write(bytes, offset, 1);
          return { bytesWritten: length };
        },
      })),
      "unknown",
    ],
    ["an error at close", withFile((file) => ({ close: () => file.close().then(reject("EIO")) })), "EIO"],
    ["no permission to create", { ...real, open: reject("EACCES") as never }, "EACCES"],
    ["a read-only file system", { ...real, open: reject("EROFS") as never }, "EROFS"],
    ["too many open files", { ...real, open: reject("EMFILE") as never }, "EMFILE"],
    ["a rename across devices", { ...real, rename: reject("EXDEV") }, "EXDEV"],
    ["a rename without permission", { ...real, rename: reject("EPERM") }, "EPERM"],
    ["a folder that is swapped meanwhile", { ...real, realpath: swapped() as never }, "unknown"],
  ];
  for (const [what, calls, code] of faults) {
    it(what, async () => {
      const error = await writeFile(path, "new content that is longer", { calls }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(WriteError);
      expect(error).toMatchObject({ code: "write-failed", exitCode: 4, errno: code, path });
      if (["ENOSPC", "EROFS", "EACCES", "EXDEV"].includes(code)) expect((error as WriteError).hint).toBeTruthy();
      expect(await readFile(path, "utf8")).toBe(OLD);
      expect(await readdir(folder)).toEqual(["test_x.py"]);
    });
  }

  it("a missing folder, a folder in place of the file", async () => {
    await expect(writeFile(join(folder, "no/such.py"), "x")).rejects.toMatchObject({
      code: "write-failed",
      errno: "ENOENT",
    });
    await mkdir(join(folder, "d"));
    await expect(writeFile(join(folder, "d"), "x")).rejects.toMatchObject({ errno: "EISDIR" });
    expect(await readdir(folder)).toEqual(["d", "test_x.py"]);
  });

  it("a check that refuses, before anything is made and again before the rename", async () => {
    const refusal = new AutotestError("write-refused", "no");
    for (const allowed of [0, 1]) {
      let asked = 0;
      const check = async (): Promise<void> => {
        asked += 1;
        if (asked > allowed) throw refusal;
      };
      await expect(writeFile(path, "new", { check })).rejects.toBe(refusal);
      expect(await readFile(path, "utf8")).toBe(OLD);
      expect(await readdir(folder)).toEqual(["test_x.py"]);
    }
  });

  it("a folder that cannot be synced is no fault", async () => {
    await writeFile(path, "new", {
      calls: {
        ...real,
        open: ((...args: Parameters<typeof open>) =>
          String(args[0]) === folder ? Promise.reject(errno("EINVAL")) : open(...args)) as never,
      },
    });
    expect(await readFile(path, "utf8")).toBe("new");
  });

  function swapped(): () => Promise<string> {
    let asked = 0;
    return () => {
      asked += 1;
      return asked === 1 ? realpath(folder) : Promise.resolve("/elsewhere");
    };
  }
});

/** A real file system of 256 kB, where this user may mount one. */
function mountSmall(at: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", at], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

it("a disk that is really full keeps the old content at every size", async (context) => {
  const disk = join(folder, "disk");
  await mkdir(disk);
  if (!mountSmall(disk)) return context.skip("this user may not mount a file system");
  try {
    const file = join(disk, "test_full.py");
    const old = "o".repeat(100_000);
    await plainWrite(file, old);
    for (let size = 120_000; size <= 400_000; size += 20_000) {
      const text = "n".repeat(size);
      const error = await writeFile(file, text).then(
        () => null,
        (reason: unknown) => reason,
      );
      const content = await readFile(file, "utf8");
      if (error === null) expect(content === text).toBe(true);
      else {
        expect(error).toMatchObject({ code: "write-failed", errno: "ENOSPC" });
        expect(content === old).toBe(true);
      }
      expect(await readdir(disk)).toEqual(["test_full.py"]);
      await plainWrite(file, old);
    }
    await expect(writeFile(file, "n".repeat(400_000))).rejects.toMatchObject({ errno: "ENOSPC" });
  } finally {
    execFileSync("umount", [disk]);
  }
});

it("sweeps up temporary files of writers that are gone, and nothing else", async () => {
  const gone = execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }).trim();
  const own = `.autotest-${process.pid}-0123456789ab.tmp`;
  for (const name of [`.autotest-${gone}-0123456789ab.tmp`, own, ".autotest-x.tmp", "notes.tmp"])
    await plainWrite(join(folder, name), "");
  expect(await sweepTemporaryFiles(folder)).toBe(1);
  expect((await readdir(folder)).sort()).toEqual([own, ".autotest-x.tmp", "notes.tmp", "test_x.py"].sort());
  expect(await sweepTemporaryFiles(join(folder, "nowhere"))).toBe(0);
});

it("a temporary file fits no test runner's pattern", async () => {
  let name = "";
  const seeing: typeof rename = (from, to) => {
    name = String(from);
    return rename(from, to);
  };
  await writeFile(path, "x", { calls: { ...real, rename: seeing } });
  expect(name).toMatch(/\/\.autotest-\d+-[0-9a-f]{12}\.tmp$/);
  expect(name).not.toMatch(/test_[^/]*\.py$|_test\.py$|\.(test|spec)\.[cm]?[jt]sx?$|\.[cm]?[jt]sx?$/);
});
