import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setup } from "./setup.mjs";
import { cli, root } from "./steps/places.mjs";
import { main, run, Stop } from "./steps/run.mjs";
import { showCombined, showProject } from "./steps/show-report.mjs";

/** The two example projects, and the command with which their users run tests. */
const PROJECTS = [
  { name: "python", title: "examples/python (pytest)", check: ["pytest", "-q"] },
  { name: "typescript", title: "examples/typescript (Mocha)", check: ["npx", "mocha", "--reporter", "dot"] },
];

await main(async () => {
  await setup();
  const folder = mkdtempSync(join(tmpdir(), "autotest-demo-"));
  const results = [];
  for (const project of PROJECTS) results.push(await show(project, join(folder, project.name)));
  showCombined(results);
  console.log(`\nThe projects with their new tests are in ${folder}`);
  return results.every((result) => result.passed) ? 0 : 1;
});

/** Generates for a fresh copy of one example, then runs the user's own command there. */
async function show(project, copy) {
  cpSync(join(root, "examples", project.name), copy, { recursive: true, verbatimSymlinks: true });
  console.log(`\n=== ${project.title}\n$ autotest generate`);
  const generated = await run(process.execPath, [cli, "generate", "--json"], { cwd: copy });
  const document = parse(generated);
  showProject(document);
  const [file, ...args] = project.check;
  console.log(`\n$ ${project.check.join(" ")}`);
  const check = await run(file, args, { cwd: copy });
  console.log(indent(check.code === 0 ? lastLines(check.stdout, 4) : `${check.stdout}\n${check.stderr}`));
  return { project, document, seconds: generated.seconds, passed: generated.code === 0 && check.code === 0 };
}

function parse(generated) {
  try {
    const document = JSON.parse(generated.stdout);
    if (document.error === undefined) return document;
    throw new Stop(`autotest: ${document.error.message}`, document.error.hint);
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw new Stop(`autotest generate ended with code ${generated.code} and no report.\n${generated.stderr.trim()}`);
  }
}

function lastLines(text, count) {
  return text
    .trim()
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(-count)
    .join("\n");
}

function indent(text) {
  return text
    .trim()
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
