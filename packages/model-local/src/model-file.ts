import { closeSync, openSync, readSync, statSync } from "node:fs";
import { homedir, totalmem } from "node:os";
import { isAbsolute, join } from "node:path";
import type { Problem } from "@autotest/core";

/** The file a model's name stands for, or why it cannot be used. */
export type ModelFile =
  | { readonly ok: true; readonly path: string; readonly bytes: number }
  | { readonly ok: false; readonly problem: Problem };

const MAGIC = "GGUF";
const NAME_IT =
  "set model.name in your own configuration (~/.config/autotest/config.yaml), or --model, to the whole path of a .gguf file";

/**
 * Looks at the file without loading it. Only a whole path will do: native code reads the file in this process, so it has to be
 * one the user named, and a project's file cannot name one (core refuses whole paths there).
 */
export function findModelFile(name: string): ModelFile {
  const path = name.startsWith("~/") ? join(homedir(), name.slice(2)) : name;
  if (!isAbsolute(path)) return refuse("no-model-file", `"${name}" is not the whole path of a model file.`, NAME_IT);
  const bytes = sizeOf(path);
  if (bytes === null) return refuse("no-model-file", `There is no file ${path}.`, NAME_IT);
  if (bytes === "unreadable")
    return refuse("unreadable-model-file", `${path} cannot be read.`, `check its permissions`);
  if (beginningOf(path) !== MAGIC) {
    return refuse(
      "no-gguf",
      `${path} is no GGUF file, or not all of it is there.`,
      "download the model again, as .gguf",
    );
  }
  if (bytes > totalmem()) {
    const [needed, present] = [inGigabytes(bytes), inGigabytes(totalmem())];
    return refuse("model-too-big", `${path} has ${needed}, this machine ${present} of memory.`, "use a smaller model");
  }
  return { ok: true, path, bytes };
}

/** As people say it. */
export function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

function inGigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

function refuse(code: string, message: string, hint: string): ModelFile {
  return { ok: false, problem: { code, message, hint } };
}

function sizeOf(path: string): number | "unreadable" | null {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isFile() ? found.size : null;
  } catch {
    return "unreadable";
  }
}

function beginningOf(path: string): string {
  try {
    const file = openSync(path, "r");
    try {
      const bytes = Buffer.alloc(MAGIC.length);
      return bytes.toString("latin1", 0, readSync(file, bytes, 0, bytes.length, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return "";
  }
}
