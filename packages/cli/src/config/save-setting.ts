import { readFile } from "node:fs/promises";
import { basename, extname, join, relative } from "node:path";
import { AutotestError, CONFIG_FILE, createFileSystem, createWriteGuard } from "@autotest/core";

/** One key to be written into the configuration of a project. */
export interface Setting {
  /** The project, absolute. */
  readonly root: string;
  /** The configuration it has, absolute; null: none, one is made. */
  readonly file: string | null;
  readonly path: readonly string[];
  readonly value: string;
}

/** What became of it. */
export interface SavedSetting {
  /** The file, relative to the project where it lies inside. */
  readonly name: string;
  /** False when it said so already. */
  readonly changed: boolean;
}

/** Sets one key of the configuration, and leaves every other byte of it alone. Rejects with an `AutotestError` where that cannot be done. */
export async function saveSetting({ root, file, path, value }: Setting): Promise<SavedSetting> {
  const target = file ?? join(root, CONFIG_FILE);
  const inside = relative(root, target);
  const name = inside.startsWith("..") ? target : inside.replaceAll("\\", "/");
  const line = `${path
    .slice(0, -1)
    .map((key) => `${key}: { `)
    .join("")}${path.at(-1)}: ${value}${" }".repeat(path.length - 1)}`;
  if (basename(target) === "package.json" || /^\.[mc]?[jt]s$/.test(extname(target)))
    throw new AutotestError("usage", `${name} is not edited for you`, {
      hint: `write it there yourself: ${line}`,
    });
  const before = file === null ? "" : await readFile(target, "utf8");
  const { setKey } = await import("./set-key.js");
  let after: string;
  try {
    after = setKey(before, path, value);
  } catch (error) {
    throw new AutotestError("config-invalid", `${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (after === before) return { name, changed: false };
  const disk = createFileSystem({ guard: createWriteGuard([root, target], { base: root }) });
  await disk.write(target, after);
  return { name, changed: true };
}
