import { join } from "node:path";
import type { Context, Layout, Problem } from "@autotest/core";

/** Settings mutmut is started with, in the words of its `[tool.mutmut]`. */
export interface Configuration {
  /** Stands for these settings: other ones, other results. */
  readonly key: string;
  /** Puts the project's own file back, or takes ours away. */
  undo(): Promise<void>;
}

/** What is configured. */
export interface ConfigureRequest {
  /** The copy of the project. */
  readonly workspace: string;
  readonly layout: Layout;
  /** Source files to mutate, relative. */
  readonly sources: readonly string[];
  /** Test files to run, relative. */
  readonly tests: readonly string[];
  /** Each mutant begins in a process in which no test has run yet. Without: as the project says. */
  readonly isolated?: boolean;
}

type Table = { readonly [key: string]: unknown };

/** Settings of the user's that still make sense when we choose what is mutated and what is run, with how a text is read. */
const KEPT: { readonly [key: string]: (text: string) => unknown } = {
  also_copy: linesIn,
  do_not_mutate: linesIn,
  do_not_mutate_patterns: linesIn,
  forkserver_warmup: String,
  max_forkserver_restarts: Number,
  max_stack_depth: Number,
  mutate_only_covered_lines: (text) => /^(?:1|t|true)$/i.test(text),
  preload_modules_file: String,
  process_isolation: String,
  pytest_add_cli_args: linesIn,
  timeout_constant: Number,
  timeout_multiplier: Number,
  type_check_command: linesIn,
};

/** Writes mutmut's settings into the copy: it takes them from no other place. */
export async function configure(
  request: ConfigureRequest,
  ctx: Context,
): Promise<Configuration | { readonly problem: Problem }> {
  const file = join(request.workspace, "pyproject.toml");
  const before = await textOf(file, ctx);
  const { parse, stringify } = await import("smol-toml");
  const project = readTable(before ?? "", parse);
  if (project === null)
    return {
      problem: { code: "configuration", message: "pyproject.toml is not valid TOML, so mutmut cannot read it" },
    };
  const tool = tableIn(project, "tool");
  const own = "mutmut" in tool ? tableIn(tool, "mutmut") : await readSetupCfg(request.workspace, ctx);
  const settings = settingsFor(request, own);
  const text = stringify({ ...project, tool: { ...tool, mutmut: settings } });
  await ctx.fs.write(file, text);
  return {
    key: JSON.stringify(settings),
    undo: () => (before === null ? ctx.fs.remove(file) : ctx.fs.write(file, before)),
  };
}

function settingsFor({ sources, tests, layout, isolated }: ConfigureRequest, own: Table): Table {
  const kept = Object.entries(own).filter(([key]) => key in KEPT);
  const given = Array.isArray(own.pytest_add_cli_args) ? own.pytest_add_cli_args.map(String) : [];
  return {
    ...Object.fromEntries(kept),
    source_paths: sources,
    pytest_add_cli_args_test_selection: tests,
    pytest_add_cli_args: [...withoutWorkers(given), ...against(layout)],
    use_git_change_detection: false,
    ...(isolated ? { process_isolation: "forkserver" } : {}),
  };
}

/** mutmut forks a process per mutant; workers inside of it break what it learns of the tests. */
function withoutWorkers(args: readonly string[]): readonly string[] {
  return args.filter(
    (arg, at) => !/^(?:-n.*|--numprocesses.*)$/.test(arg) && !/^(?:-n|--numprocesses)$/.test(args[at - 1] ?? ""),
  );
}

/** Takes back what the project's own pytest options would do to every mutant. */
function against(layout: Layout): readonly string[] {
  const config = layout.details.config as { readonly addopts?: unknown } | undefined;
  const words = typeof config?.addopts === "string" ? config.addopts.split(/\s+/) : [];
  const has = (pattern: RegExp): boolean => words.some((word) => pattern.test(word));
  return [
    ...(has(/^(?:-n|--numprocesses)/) ? ["-n0"] : []),
    // A coverage that is too low fails the run, and so would seem to kill.
    ...(has(/^--cov/) ? ["--no-cov"] : []),
  ];
}

async function readSetupCfg(workspace: string, ctx: Context): Promise<Table> {
  const text = (await textOf(join(workspace, "setup.cfg"), ctx)) ?? "";
  const section = /^\[mutmut\][^\n]*\n((?:(?!\[)[^\n]*\n?)*)/m.exec(text)?.[1] ?? "";
  const found: Record<string, unknown> = {};
  for (const [, key = "", value = ""] of section.matchAll(/^(\w+)\s*[=:]\s*(.*(?:\n[ \t]+.*)*)/gm)) {
    const read = KEPT[key];
    if (read) found[key] = read(value.trim());
  }
  return found;
}

function linesIn(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

function readTable(text: string, parse: (text: string) => Table): Table | null {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

function tableIn(table: Table, key: string): Table {
  const value = table[key];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Table) : {};
}

async function textOf(path: string, ctx: Context): Promise<string | null> {
  try {
    return await ctx.fs.readText(path);
  } catch {
    return null;
  }
}
