import { join } from "node:path";
import type { Context } from "@autotest/core";
import { readIni } from "./read-ini.js";

/** The pytest configuration that is in force. */
export interface PytestConfig {
  /** Relative to the root. */
  readonly file: string;
  /** Every option as text; lists are joined by line breaks. */
  readonly options: { readonly [key: string]: string };
}

/** What the project's configuration files say. */
export interface ProjectConfig {
  readonly pytest: PytestConfig | null;
  /** `pyproject.toml`, parsed; null when absent or broken. */
  readonly pyproject: Table | null;
}

/** A TOML table. */
export interface Table {
  readonly [key: string]: unknown;
}

/** Files that may configure pytest, in pytest's own order: the first that has the section wins. */
const CANDIDATES: readonly { readonly file: string; readonly section: string; readonly whenEmpty: boolean }[] = [
  { file: "pytest.toml", section: "pytest", whenEmpty: true },
  { file: ".pytest.toml", section: "pytest", whenEmpty: true },
  { file: "pytest.ini", section: "pytest", whenEmpty: true },
  { file: ".pytest.ini", section: "pytest", whenEmpty: true },
  { file: "pyproject.toml", section: "tool.pytest", whenEmpty: false },
  { file: "tox.ini", section: "pytest", whenEmpty: false },
  { file: "setup.cfg", section: "tool:pytest", whenEmpty: false },
];

/** Reads what pytest would read. A file that cannot be read or parsed counts as absent. */
export async function readConfig(root: string, ctx: Context): Promise<ProjectConfig> {
  const pyprojectText = await textOf(join(root, "pyproject.toml"), ctx);
  const pyproject = pyprojectText === null ? null : await parseTable(pyprojectText);
  for (const { file, section, whenEmpty } of CANDIDATES) {
    const text = file === "pyproject.toml" ? pyprojectText : await textOf(join(root, file), ctx);
    if (text === null) continue;
    const options = file.endsWith(".toml") ? tomlOptions(await parseTable(text), section) : readIni(text, section);
    if (options !== null || whenEmpty) return { pytest: { file, options: options ?? {} }, pyproject };
  }
  return { pytest: null, pyproject };
}

/** The text of a file, or null when there is none to read. */
export async function textOf(path: string, ctx: Context): Promise<string | null> {
  try {
    return await ctx.fs.readText(path);
  } catch {
    return null;
  }
}

/** The table at a dotted path, or null. */
export function tableAt(table: Table | null, path: string): Table | null {
  let here: unknown = table;
  for (const key of path.split(".")) here = isTable(here) ? here[key] : undefined;
  return isTable(here) ? here : null;
}

/** True for a TOML table. */
export function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

async function parseTable(text: string): Promise<Table | null> {
  const { parse } = await import("smol-toml");
  try {
    return parse(text) as Table;
  } catch {
    return null;
  }
}

function tomlOptions(table: Table | null, section: string): { readonly [key: string]: string } | null {
  const found =
    section === "pytest"
      ? tableAt(table, "pytest")
      : (tableAt(table, "tool.pytest.ini_options") ?? tableAt(table, section));
  if (found === null) return null;
  const plain = (value: unknown): string => (Array.isArray(value) ? value.map(String).join("\n") : String(value));
  return Object.fromEntries(
    Object.entries(found)
      .filter(([, value]) => !isTable(value))
      .map(([key, value]) => [key, plain(value)]),
  );
}
