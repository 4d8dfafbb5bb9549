import type { Context, Finished, Problem, Project } from "@autotest/core";
import type { Interpreter } from "@autotest/python-environment";

/** Versions whose files and words are known: at least the first, below the second. */
const SUPPORTED: readonly [readonly [number, number], readonly [number, number]] = [
  [3, 7],
  [4, 0],
];

const QUESTION = `
from importlib import metadata
for name in ("mutmut", "pytest"):
    try:
        print(metadata.version(name))
    except metadata.PackageNotFoundError:
        print("")
`;

const ALL_INSTALLED = `
import sys
from importlib import metadata
print(sys.version)
for one in sorted({"%s %s" % (one.metadata["Name"], one.version) for one in metadata.distributions()}):
    print(one)
`;

/** The Python, and every package beside it, with versions. */
export async function listInstalled(interpreter: Interpreter, project: Project, ctx: Context): Promise<string> {
  const { stdout } = await ask(ALL_INSTALLED, interpreter, project, ctx);
  return `${interpreter.file}\n${stdout}`;
}

function ask(question: string, { file, added }: Interpreter, { root }: Project, ctx: Context): Promise<Finished> {
  return ctx.exec.run({ file, args: ["-I", "-c", question], cwd: root, timeoutMs: 20_000, reads: added });
}

/** mutmut as it is installed, or why it cannot be used. */
export type FoundMutmut =
  | { readonly ok: true; readonly version: string }
  | { readonly ok: false; readonly problem: Problem };

/** Looks for mutmut beside the project's pytest. */
export async function findMutmut(interpreter: Interpreter, project: Project, ctx: Context): Promise<FoundMutmut> {
  const done = await ask(QUESTION, interpreter, project, ctx);
  const [mutmut = "", pytest = ""] = done.stdout.split(/\r?\n/);
  const place = `Python ${interpreter.version} at ${interpreter.file} (from ${interpreter.source})`;
  if (mutmut === "" || pytest === "") {
    const missing = mutmut === "" ? "mutmut" : "pytest";
    return refuse(
      "tool-missing",
      `${missing} is not installed in ${place}`,
      `${interpreter.file} -m pip install ${missing}`,
    );
  }
  const [major = 0, minor = 0] = mutmut.split(".").map(Number);
  const [[from, fromMinor], [below]] = SUPPORTED;
  const isOld = major < from || (major === from && minor < fromMinor);
  if (isOld || major >= below) {
    return refuse(
      "tool-version",
      `mutmut ${mutmut} in ${place} is too ${isOld ? "old" : "new"}: ${from}.${fromMinor} or newer, below ${below}, is needed`,
      `${interpreter.file} -m pip install "mutmut>=${from}.${fromMinor},<${below}"`,
    );
  }
  return { ok: true, version: mutmut };
}

function refuse(code: string, message: string, hint: string): FoundMutmut {
  return { ok: false, problem: { code, message, hint } };
}
