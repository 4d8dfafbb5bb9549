import type { Check, Context, Project } from "@autotest/core";
import { findInterpreter, type Interpreter } from "@autotest/python-environment";
import { detailsOf } from "./details.js";
import { detect } from "./detect.js";

/** Looks at what is installed without importing it: pytest takes a quarter of a second to import, and is imported by every run. */
const QUESTION = `
import json
from importlib import metadata, util
found = {}
for name in ("pytest", "coverage"):
    try:
        found[name] = metadata.version(name) if util.find_spec(name) else None
    except metadata.PackageNotFoundError:
        found[name] = getattr(__import__(name), "__version__", "of unknown version")
    except Exception as problem:
        found[name] = None
print(json.dumps(found))
`;

/** Whether the project's Python has pytest and coverage.py. */
export async function check(project: Project, ctx: Context): Promise<readonly Check[]> {
  const interpreter = await findInterpreter(project, ctx);
  if (!interpreter.ok)
    return [
      { name: "pytest", ok: false, detail: "no Python interpreter to look into", fix: "install Python 3.8 or newer" },
    ];
  const versions = (await look(interpreter, ctx)) ?? (await ask(interpreter, project, ctx));
  const command = versions?.pytest && versions.coverage ? "" : await installCommand(interpreter, project, ctx);
  return [
    found("pytest", "pytest", versions?.pytest, interpreter, command, true),
    found("coverage.py", "coverage", versions?.coverage, interpreter, command, false),
  ];
}

async function installCommand(interpreter: Interpreter, project: Project, ctx: Context): Promise<string> {
  const { install } = detailsOf(await detect(project, ctx));
  return install.startsWith("python ") ? `${interpreter.file}${install.slice("python".length)}` : install;
}

function found(
  name: string,
  distribution: string,
  version: string | null | undefined,
  interpreter: Interpreter,
  install: string,
  required: boolean,
): Check {
  const place = `Python ${interpreter.version} at ${interpreter.file} (from ${interpreter.source})`;
  if (version) return { name, ok: true, detail: `${version} in ${place}`, required };
  const reason = version === undefined ? `${place} did not answer` : `not installed in ${place}`;
  return {
    name,
    ok: false,
    detail: required ? reason : `${reason}; coverage cannot be measured`,
    fix: `${install} ${distribution}`,
    required,
  };
}

/** Reads the versions off the folder packages are installed in, which spares a process; null when one is not there. */
async function look({ packages }: Interpreter, ctx: Context): Promise<{ readonly [name: string]: string } | null> {
  if (!(await ctx.fs.exists(packages))) return null;
  const names = await ctx.fs.list(packages);
  const [pytest, coverage] = ["pytest", "coverage"].map((name) => {
    const record = names.find((one) => one.startsWith(`${name}-`) && one.endsWith(".dist-info"));
    return names.includes(name) ? record?.slice(name.length + 1, -".dist-info".length) : undefined;
  });
  return pytest && coverage ? { pytest, coverage } : null;
}

async function ask(
  interpreter: Interpreter,
  project: Project,
  ctx: Context,
): Promise<{ readonly [name: string]: string | null } | null> {
  const answer = await ctx.exec.run({
    file: interpreter.file,
    args: ["-c", QUESTION],
    cwd: project.root,
    env: { PYTHONDONTWRITEBYTECODE: "1", PYTHONSAFEPATH: "1" },
    timeoutMs: 20_000,
  });
  try {
    return JSON.parse(answer.stdout) as { readonly [name: string]: string | null };
  } catch {
    return null;
  }
}
