import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkVersions } from "../../../scripts/steps/check-versions.mjs";
import { cli } from "../../../scripts/steps/places.mjs";
import { equivalence } from "../../equivalent-mutants.mjs";
import { MUTMUT, STRYKER } from "../../packages.mjs";
import { inCopy } from "../judge/judge-suites.mjs";
import { rerunTool } from "../judge/rerun-tool.mjs";
import { environmentOf } from "../projects/environment-of.mjs";
import { makeTestedProjects } from "../projects/make-tested-projects.mjs";
import { readDocument } from "../run/generate.mjs";
import { runWatched } from "../run/run-watched.mjs";
import { factsOf } from "../tables/facts.mjs";
import { isWanted, openRows } from "../tables/rows.mjs";
import { mutationTable } from "../tables/write-mutation.mjs";

/** Runs the command on every package with its author's tests, then the tool anew; the table is written after each package. */
export async function measureMutation(flags) {
  const { file, version } = await checkVersions();
  const base = mkdtempSync(join(tmpdir(), "autotest-mutation-"));
  const projects = await makeTestedProjects(base, file);
  const listed = projects.map(nameOf);
  const table = openRows({
    ...flags,
    key: (row) => row.package,
    order: (one, other) => listed.indexOf(one.package) - listed.indexOf(other.package),
    write: mutationTable,
    facts: await factsOf({ python: version, tools: [MUTMUT, STRYKER[0]] }),
  });
  for (const project of projects.filter((one) => isWanted(nameOf(one), flags.only)))
    table.add(await inCopy(project, measure));
  rmSync(base, { recursive: true, force: true });
}

function nameOf({ name, version }) {
  return `${name} ${version}`;
}

const UNDETECTED = new Set(["Survived", "NoCoverage"]);
const EXCLUDED = new Set(["equivalent", "log-only", "unreachable"]);

async function measure(project) {
  const env = environmentOf(project);
  const head = { language: project.language, package: nameOf(project), modules: project.modules };
  const report = join(project.folder, "autotest-mutants.json");
  const command = [cli, "mutate", ...project.modules, "--offline", "--json", "--report", report];
  const ran = await runWatched(process.execPath, command, { cwd: project.folder, env });
  const cost = { seconds: ran.seconds, megabytes: ran.megabytes };
  const document = readDocument(ran);
  const mutants = document.mutants ?? [];
  if (mutants.length === 0) {
    const said = document.error?.message ?? document.skipped.map(({ reason }) => reason).join("; ");
    return { ...head, ...cost, failed: said || "nothing was mutated" };
  }
  const names = toolIds(JSON.parse(readFileSync(report, "utf8")));
  const survivors = mutants
    .filter(({ before }) => UNDETECTED.has(before))
    .map((mutant) => ({ ...mutant, toolId: names.get(mutant.id) }));
  const killed = survivors.filter(({ kill }) => kill !== null);
  const suites = document.suites.map(({ path }) => path);
  const judged = killed.length === 0 ? new Map() : await rerunTool(project, survivors, suites, env);
  const said = (mutant) => judged.get(mutant.id);
  const left = survivors
    .filter(({ kill, code }) => kill === null && !EXCLUDED.has(code))
    .map((mutant) => ({ ...mutant, equivalent: equivalence(head.package, mutant) }));
  return {
    ...head,
    ...cost,
    failed: "",
    before: document.scores.before.tool,
    survivors: survivors.length,
    excluded: survivors.filter(({ code }) => EXCLUDED.has(code)).length,
    equivalent: left.filter(({ equivalent }) => equivalent !== null).length,
    /** A person was wrong: each of these has to leave the list. */
    misjudged: killed.filter((mutant) => equivalence(head.package, mutant) !== null).map(({ id }) => id),
    killed: killed.length,
    confirmed: killed.filter((mutant) => said(mutant) === "Killed").length,
    false: killed.filter((mutant) => UNDETECTED.has(said(mutant))).length,
    unjudged: killed.filter((mutant) => said(mutant) !== "Killed" && !UNDETECTED.has(said(mutant))).map(said),
    /** What the tool counts as caught with the new suites, unclaimed ones too. */
    caught: survivors.filter((mutant) => said(mutant) === "Killed").length,
    tests: document.suites.reduce((sum, { tests }) => sum + tests, 0),
    left: left.map(({ path, start, operator, original, replacement, before, code, equivalent }) => ({
      ...{ place: `${path}:${start.line}:${start.column}`, operator, original, replacement, before, code, equivalent },
    })),
  };
}

/** What the tool calls each mutant, by our ids. */
function toolIds({ files }) {
  return new Map(
    Object.values(files).flatMap(({ mutants }) => mutants.map(({ id, description }) => [id, description])),
  );
}
