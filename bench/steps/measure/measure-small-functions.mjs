import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createNodeContext } from "../../../packages/core/dist/index.js";
import { javascriptLanguage } from "../../../packages/lang-javascript/dist/index.js";
import { pythonLanguage } from "../../../packages/lang-python/dist/index.js";
import { checkVersions } from "../../../scripts/steps/check-versions.mjs";
import { cli, root } from "../../../scripts/steps/places.mjs";
import { run } from "../../../scripts/steps/run.mjs";
import { NPM_SOURCES, PYTHON_RIVALS, STANDARD_LIBRARY_RIVALS, TSX } from "../../packages.mjs";
import { environmentOf } from "../projects/environment-of.mjs";
import { makeNpmProjects } from "../projects/make-npm-projects.mjs";
import { makePythonProjects } from "../projects/make-python-projects.mjs";
import { readDocument } from "../run/generate.mjs";
import { factsOf } from "../tables/facts.mjs";
import { isWanted } from "../tables/rows.mjs";
import { smallFunctionsTable } from "../tables/write-small-functions.mjs";

const MOST_LINES = 30;
const LANGUAGES = { python: pythonLanguage, javascript: javascriptLanguage };
/** Kinds of values that can be written down where they are needed. */
const PLAIN = new Set("bool int float text bytes none list map set tuple enum literal".split(" "));

/** Runs the command over each package, and counts the branches met of functions that are small and take plain values. */
export async function measureSmallFunctions({ only, name }) {
  const { file, version } = await checkVersions();
  const base = mkdtempSync(join(tmpdir(), "autotest-small-"));
  const projects = [
    ...(await makePythonProjects(base, file, { packages: PYTHON_RIVALS, library: STANDARD_LIBRARY_RIVALS })),
    ...(await makeNpmProjects(base, { packages: NPM_SOURCES, extra: [TSX] })),
  ];
  const rows = [];
  for (const project of projects.filter((one) => isWanted(one.name, only))) {
    const row = await measure(project);
    rows.push(row);
    console.log(`bench: ${JSON.stringify(row)}`);
  }
  const facts = await factsOf({ python: version });
  writeFileSync(join(root, "bench", "results", `${name}.md`), smallFunctionsTable(rows, facts));
  rmSync(base, { recursive: true, force: true });
}

async function measure(project) {
  const made = await run(process.execPath, [cli, "generate", ...project.modules, "--json"], {
    cwd: project.folder,
    env: environmentOf(project),
  });
  const { units = [], skipped = [], error } = readDocument(made);
  const wanted = (await Promise.all(project.modules.map((module) => smallIn(project, module)))).flat();
  const metOf = new Map(units.map(({ path, name, goals, met }) => [`${path}:${name}`, { goals, met }]));
  return {
    package: `${project.name} ${project.version}`.trim(),
    // What no run speaks of, since its file was left out, has met nothing.
    functions: wanted.map((unit) => ({ unit, ...(metOf.get(unit) ?? { goals: 1, met: 0 }) })),
    note: error?.message ?? skipped.map(({ path, reason }) => `${path}: ${reason}`).join("; "),
  };
}

/** Functions of a module that anybody can call, as `path:name`. */
async function smallIn({ folder, language }, module) {
  const ctx = createNodeContext({ cwd: folder });
  const text = readFileSync(join(folder, module), "utf8");
  const project = { root: folder, workspace: folder, options: {} };
  const analysis = await LANGUAGES[language].analyze({ path: module, text, hash: "" }, project, ctx);
  await ctx.dispose();
  if (!analysis.ok) return [];
  return analysis.units
    .filter(({ kind, ref }) => ref !== null && (kind === "function" || kind === "static-method"))
    .filter(({ span }) => span.endLine - span.line < MOST_LINES)
    .filter(({ parameters }) => parameters.length > 0 && parameters.every(isPlain))
    .map(({ name }) => `${module}:${name}`);
}

/** Whether all that is known of a parameter, and something is, are plain values. */
function isPlain({ shapes }) {
  return shapes.length > 0 && shapes.every(isPlainShape);
}

function isPlainShape({ kind, options = [], items = [], element, key }) {
  const inner = [...options, ...items, ...(element ? [element] : []), ...(key ? [key] : [])];
  return (
    (PLAIN.has(kind) || kind === "union") && inner.every((shape) => shape.kind === "unknown" || isPlainShape(shape))
  );
}
