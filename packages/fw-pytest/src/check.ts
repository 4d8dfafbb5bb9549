import type { Check, Context, Project } from "@autotest/core";
import { detailsOf } from "./details.js";
import { detect } from "./detect.js";
import { findInterpreter, type Interpreter } from "./find-interpreter.js";

const QUESTION = `
import json
found = {}
for name in ("pytest", "coverage"):
    try:
        found[name] = __import__(name).__version__
    except Exception as problem:
        found[name] = None
print(json.dumps(found))
`;

/** Whether the project's Python has pytest and coverage.py. */
export async function check(project: Project, ctx: Context): Promise<readonly Check[]> {
  const interpreter = await findInterpreter(project, ctx);
  if (interpreter === null)
    return [
      { name: "pytest", ok: false, detail: "no Python interpreter to look into", fix: "install Python 3.9 or newer" },
    ];
  const versions = await ask(interpreter, project, ctx);
  const { install } = detailsOf(await detect(project, ctx));
  const command = install.startsWith("python ") ? `${interpreter.file}${install.slice("python".length)}` : install;
  return [
    found("pytest", "pytest", versions?.pytest, interpreter, command, true),
    found("coverage.py", "coverage", versions?.coverage, interpreter, command, false),
  ];
}

function found(
  name: string,
  distribution: string,
  version: string | null | undefined,
  interpreter: Interpreter,
  install: string,
  required: boolean,
): Check {
  const place = `Python ${interpreter.version} at ${interpreter.file} (from ${interpreter.origin})`;
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
