import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { must } from "../../../scripts/steps/run.mjs";
import { PYTEST, PYTHON, STANDARD_LIBRARY } from "../../packages.mjs";

/**
 * Makes one project per package, and one for the standard library copies; all share one environment with pytest and `extra`.
 * Gives the projects.
 */
export async function makePythonProjects(
  base,
  python,
  { packages = PYTHON, library = STANDARD_LIBRARY, extra = [] } = {},
) {
  const environment = join(base, "python-environment");
  const interpreter = join(environment, "bin", "python");
  const originals = join(base, "python-originals");
  if (!existsSync(originals)) {
    await must("Making the environment", python, ["-m", "venv", environment]);
    const pinned = packages.map(({ name, version }) => `${name}==${version}`);
    // With the packages come their dependencies; the packages themselves are then moved out into projects.
    await must("Installing packages", interpreter, ["-m", "pip", "install", "--quiet", ...PYTEST, ...extra, ...pinned]);
    const where = await must("Finding packages", interpreter, [
      "-c",
      "import sysconfig; print(sysconfig.get_path('purelib')); print(sysconfig.get_path('stdlib'))",
    ]);
    const [site, standard] = where.stdout.trim().split("\n");
    mkdirSync(join(originals, "stdlib", "stdlib_copies"), { recursive: true });
    for (const { name, folders } of packages)
      for (const folder of folders) cpSync(join(site, folder), join(originals, name, folder), { recursive: true });
    for (const name of library) {
      const text = withoutAccelerators(readFileSync(join(standard, `${name}.py`), "utf8"));
      writeFileSync(join(originals, "stdlib", "stdlib_copies", `${name}.py`), text);
    }
    writeFileSync(join(originals, "stdlib", "stdlib_copies", "__init__.py"), "");
    const names = packages.map(({ name }) => name);
    if (names.length > 0)
      await must("Moving packages out", interpreter, ["-m", "pip", "uninstall", "--quiet", "--yes", ...names]);
  }
  const standard = { name: "stdlib", version: "", modules: library.map((name) => `stdlib_copies/${name}.py`) };
  return [...packages, standard].map(({ name, version, modules }) => ({
    language: "python",
    name,
    version,
    modules,
    folder: fresh(base, originals, name),
    environment,
  }));
}

function fresh(base, originals, name) {
  const folder = join(base, "projects", `python-${name}`);
  cpSync(join(originals, name), folder, { recursive: true, filter: isOriginal });
  writeFileSync(
    join(folder, "pyproject.toml"),
    `[project]\nname = "${name}"\nversion = "0"\n\n[tool.pytest.ini_options]\npythonpath = ["."]\n`,
  );
  return folder;
}

/** The authors' own tests are left out: what they cover already would not be asked of a generator that looks at them. */
function isOriginal(path) {
  return !/\/(?:tests?|__pycache__)$/.test(path);
}

/** Without the lines that replace the functions above them by others written in C: those could not be measured. */
function withoutAccelerators(text) {
  return text.replace(/^try:\n(?: {4}from _\w+ import .*\n)+except ImportError:\n {4}pass\n/gm, "");
}
