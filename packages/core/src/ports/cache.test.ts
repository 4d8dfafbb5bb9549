import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createCache } from "./cache.js";

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "autotest-cache-")), "deep", "cache");
});
afterEach(() => rm(join(folder, "../.."), { recursive: true, force: true }));

async function files(kind: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && entry.parentPath.includes(kind))
    .map((entry) => join(entry.parentPath, entry.name));
}

it("gives back what was put in, and null for what was not", async () => {
  const cache = createCache(folder);
  expect(await cache.get("key")).toBeNull();
  await cache.set("key", "é \0 value");
  expect(await cache.get("key")).toBe("é \0 value");
  expect(await createCache(folder).get("key")).toBe("é \0 value");
  expect(await cache.get("other")).toBeNull();
});

it("does not touch the disk before the first write", async () => {
  await createCache(folder).get("key");
  await expect(stat(folder)).rejects.toMatchObject({ code: "ENOENT" });
});

it("marks its folder for backup tools and for git, and keeps others out", async () => {
  await createCache(folder).set("key", "value");
  expect(await readFile(join(folder, "CACHEDIR.TAG"), "utf8")).toMatch(
    /^Signature: 8a477f597d28d172789f06886806bc55\n/,
  );
  expect(await readFile(join(folder, ".gitignore"), "utf8")).toBe("*\n");
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  execFileSync("git", ["init", "-q"], { cwd: join(folder, "..") });
  expect(execFileSync("git", ["status", "--porcelain"], { cwd: join(folder, ".."), encoding: "utf8" })).toBe("");
});

it("another version is a miss", async () => {
  await createCache(folder, { version: "1" }).set("key", "old");
  expect(await createCache(folder, { version: "2" }).get("key")).toBeNull();
});

it("a flipped bit, a cut value and a cut index are misses, and can be written again", async () => {
  const damages: readonly (readonly [string, (bytes: Buffer) => Buffer])[] = [
    ["content-v2", (bytes) => Buffer.concat([Buffer.from([bytes[0]! ^ 1]), bytes.subarray(1)])],
    ["content-v2", (bytes) => bytes.subarray(0, 3)],
    ["content-v2", () => Buffer.alloc(0)],
    ["index-v5", (bytes) => bytes.subarray(0, bytes.length >> 1)],
    ["index-v5", (bytes) => Buffer.from(bytes.toString().replace("sha512-", "sha512-A"))],
  ];
  for (const [kind, damage] of damages) {
    await rm(folder, { recursive: true, force: true });
    const cache = createCache(folder);
    await cache.set("key", "a value that matters");
    for (const file of await files(kind)) await writeFile(file, damage(await readFile(file)));
    expect(await cache.get("key")).toBeNull();
    await cache.set("key", "a value that matters");
    expect(await cache.get("key")).toBe("a value that matters");
  }
});

it("never fails a run: a folder that cannot be made is no cache", async () => {
  const file = join(folder, "../../file");
  await writeFile(file, "");
  const cache = createCache(join(file, "cache"));
  await cache.set("key", "value");
  expect(await cache.get("key")).toBeNull();
});
