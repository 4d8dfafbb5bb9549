import { resolve } from "node:path";
import type { Context } from "@autotest/core";
import type { ParseError } from "jsonc-parser";
import { type MochaScript, readScript } from "./mocha-script.js";

/** What the project tells its Mocha, as far as it can be read without running anything. */
export interface MochaSettings {
  /** Where something was found, in words: `.mocharc.json`, `"mocha" in package.json`. */
  readonly found: readonly string[];
  /** A configuration that is code, which only a run reads: `.mocharc.js`. Null when there is none. */
  readonly unread: string | null;
  /** A configuration file that could not be parsed, with the reason. Null when all could. */
  readonly broken: string | null;
  /** `bdd`, `tdd`, `qunit`, `exports` or a module name. Default `bdd`. */
  readonly ui: string;
  /** Patterns or folders; default `["./test"]`. */
  readonly spec: readonly string[];
  readonly recursive: boolean;
  /** Without the dot; default js, cjs, mjs. */
  readonly extension: readonly string[];
  /** Modules loaded first. */
  readonly require: readonly string[];
  /** Flags for node itself, with dashes: `--import=tsx`. */
  readonly nodeFlags: readonly string[];
  /** What the test script gives Mocha on its command line, without files and reporters. */
  readonly scriptArguments: readonly string[];
}

/** True when Mocha's own words are `suite` and `test`. */
export function isXunit({ ui }: MochaSettings): boolean {
  return ui === "tdd" || ui === "qunit";
}

const CONFIG_FILES = [
  ".mocharc.cjs",
  ".mocharc.js",
  ".mocharc.mjs",
  ".mocharc.yaml",
  ".mocharc.yml",
  ".mocharc.jsonc",
  ".mocharc.json",
];
const MOCHA_NAMES: { readonly [alias: string]: string } = {
  r: "require",
  u: "ui",
  n: "node-option",
  exclude: "ignore",
  extensions: "extension",
};

/** What Mocha is told to load and is no package. */
const LIKE_PATH = /^(?:\.{0,2}\/|(?:tests?|specs?|__tests__)\/)/;

type Plain = { readonly [key: string]: unknown };

/** Reads `.mocharc.*`, `package.json` and the test script under `root`. Never runs a configuration that is code. */
export async function readSettings(root: string, manifest: Plain, ctx: Context): Promise<MochaSettings> {
  const found: string[] = [];
  let unread: string | null = null;
  let broken: string | null = null;
  let config: Plain = {};
  const script = readScript(isPlain(manifest.scripts) ? manifest.scripts : {});
  const named = configOf(script);
  const isNamedThere = named !== null && (await ctx.fs.exists(`${root}/${named}`));
  for (const name of isNamedThere ? [named] : CONFIG_FILES) {
    if (!(await ctx.fs.exists(`${root}/${name}`))) continue;
    found.push(name);
    if (/js$/.test(name)) unread = name;
    else {
      const read = await readData(`${root}/${name}`, ctx);
      if (read.ok) config = read.value;
      else broken = `${name}: ${read.reason}`;
    }
    // Mocha reads the first one only.
    break;
  }
  const inManifest = isPlain(manifest.mocha) ? manifest.mocha : {};
  if (isPlain(manifest.mocha)) found.push('"mocha" in package.json');
  if (script !== null) found.push(`script "${script.name}" in package.json`);

  const layers = [script?.options ?? {}, config, inManifest].map(canonical);
  const nodeFlags = [...(script?.nodeFlags ?? []), ...layers.flatMap(nodeFlagsOf)];
  const spec = texts(layers, "spec");
  const extension = texts(layers, "extension").map((text) => text.replace(/^\./, ""));
  return {
    found,
    unread,
    broken,
    ui: String(layers.find((layer) => layer.ui !== undefined)?.ui ?? "bdd"),
    spec: spec.length > 0 ? spec : ["./test"],
    recursive: layers.some((layer) => layer.recursive === true || layer.recursive === "true"),
    extension: extension.length > 0 ? extension : ["js", "cjs", "mjs"],
    require: texts(layers, "require"),
    nodeFlags: [...new Set(nodeFlags)],
    scriptArguments: await withoutMissing(script?.arguments ?? [], root, ctx),
  };
}

/** A published package may lack the files its test script names, and Mocha would not start without them. */
async function withoutMissing(words: readonly string[], root: string, ctx: Context): Promise<readonly string[]> {
  const isThere = async (word: string): Promise<boolean> => {
    const [, option, path = ""] = /^--(config|require|file)=(.*)$/s.exec(word) ?? [];
    if (option === undefined || (option === "require" && !LIKE_PATH.test(path))) return true;
    for (const end of ["", ".js", ".cjs", ".mjs", ".ts"])
      if (await ctx.fs.exists(resolve(root, path + end))) return true;
    return false;
  };
  const kept: string[] = [];
  for (const word of words) if (await isThere(word)) kept.push(word);
  return kept;
}

/** The configuration file that the test script names. */
function configOf(script: MochaScript | null): string | null {
  const given = [script?.options.config].flat().at(-1);
  return typeof given === "string" ? given : null;
}

async function readData(
  path: string,
  ctx: Context,
): Promise<{ readonly ok: true; readonly value: Plain } | { readonly ok: false; readonly reason: string }> {
  try {
    const text = await ctx.fs.readText(path);
    const errors: ParseError[] = [];
    const value: unknown = /json/.test(path)
      ? (await import("jsonc-parser")).parse(text, errors, { allowTrailingComma: true, allowEmptyContent: true })
      : (await import("yaml")).parse(text);
    if (errors.length > 0) return { ok: false, reason: `not valid JSON at character ${errors[0]?.offset ?? 0}` };
    return { ok: true, value: isPlain(value) ? value : {} };
  } catch (error) {
    return { ok: false, reason: (error as Error).message.split("\n")[0] ?? "unreadable" };
  }
}

function canonical(layer: Plain): Plain {
  return Object.fromEntries(Object.entries(layer).map(([key, value]) => [MOCHA_NAMES[key] ?? key, value]));
}

function texts(layers: readonly Plain[], key: string): string[] {
  const all = layers.flatMap((layer) => (Array.isArray(layer[key]) ? layer[key] : [layer[key]]) as unknown[]);
  const separate = key === "spec" ? all : all.flatMap((item) => (typeof item === "string" ? item.split(",") : [item]));
  return [...new Set(separate.filter((item): item is string => typeof item === "string" && item !== ""))];
}

/** Mocha hands keys that node knows to node; `node-option` replaces all of them. */
function nodeFlagsOf(layer: Plain): string[] {
  const listed = layer["node-option"];
  if (listed !== undefined) return [listed].flat().map((flag) => `--${String(flag)}`);
  return Object.entries(layer).flatMap(([key, value]) => {
    if (key === "require" || value === false) return [];
    const isNodes = process.allowedNodeEnvironmentFlags.has(`--${key}`) || /^(harmony|trace)[-_]|^v8-/.test(key);
    if (!isNodes) return [];
    const name = `--${key.replace(/^v8-/, "")}`;
    return [value].flat().map((item) => (item === true ? name : `${name}=${String(item)}`));
  });
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
