import type { Context, Problem, Project } from "@autotest/core";

/** The Node that runs the project's code, or why there is none. */
export type NodeCommand =
  | { readonly ok: true; readonly file: string; readonly version: string }
  | { readonly ok: false; readonly problem: Problem };

const versions = new Map<string, string>();

/** The configured Node (`options["lang-javascript"].node`), else the one that runs autotest. */
export async function nodeCommand(project: Project, ctx: Context): Promise<NodeCommand> {
  const configured = project.options["lang-javascript"]?.node;
  const file = typeof configured === "string" ? configured : process.execPath;
  const version = file === process.execPath ? process.versions.node : await askVersion(file, project, ctx);
  if (version === null) {
    return {
      ok: false,
      problem: {
        code: "no-runtime",
        message: `${file} is no Node`,
        hint: 'set options["lang-javascript"].node to a Node of at least 20.19',
      },
    };
  }
  return { ok: true, file, version };
}

async function askVersion(file: string, project: Project, ctx: Context): Promise<string | null> {
  const known = versions.get(file);
  if (known !== undefined) return known;
  // Shims of version managers need more of the machine than they tell; what the project brings along is not trusted.
  const portable = !file.startsWith(`${project.root}/`);
  const finished = await ctx.exec.run({ file, args: ["--version"], cwd: project.root, timeoutMs: 10_000, portable });
  const version = /^v(\d+\.\d+\.\d+)/.exec(finished.stdout)?.[1];
  if (finished.code !== 0 || version === undefined) return null;
  versions.set(file, version);
  return version;
}

/** The wall of Node itself: files may be read, the scratch folder may be written, no processes, `heap` megabytes. */
export function nodeFlags(version: string, scratch: string, heap: number): readonly string[] {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isStable = major > 23 || (major === 23 && minor >= 5) || (major === 22 && minor >= 13);
  // Hooks on their own thread count as a worker; newer versions have hooks without one.
  const hasSyncHooks = major > 23 || (major === 23 && minor >= 5) || (major === 22 && minor >= 15);
  return [
    "--no-warnings",
    isStable ? "--permission" : "--experimental-permission",
    "--allow-fs-read=*",
    `--allow-fs-write=${scratch}`,
    ...(hasSyncHooks ? [] : ["--allow-worker"]),
    `--max-old-space-size=${heap}`,
  ];
}
