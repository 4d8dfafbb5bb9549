import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cli, environment } from "../scripts/steps/places.mjs";
import { run } from "../scripts/steps/run.mjs";
import { cases } from "./findings/cases.mjs";

/** How many seeded bugs the command flags, and how many right functions it flags by mistake. `--only text` keeps cases of that name or kind. */
const { values: flags } = parseArgs({ options: { only: { type: "string", default: "" } } });
const chosen = cases.filter(({ name, kind }) => `${name} ${kind}`.includes(flags.only));
const base = mkdtempSync(join(tmpdir(), "autotest-findings-"));
const [clean, buggy] = [await findingsOf("clean"), await findingsOf("buggy")];
rmSync(base, { recursive: true, force: true });

const rows = chosen.map(({ name, kind }) => ({
  name,
  kind,
  told: buggy.get(name) ?? [],
  wrong: clean.get(name) ?? [],
}));
const flagged = rows.filter(({ told, wrong }) => told.some((message) => !wrong.includes(message)));
const wrong = rows.filter((row) => row.wrong.length > 0);
const table = [
  "# Seeded bugs",
  "",
  `\`node bench/findings.mjs\`: ${flagged.length} of ${rows.length} bugs flagged (${Math.round((100 * flagged.length) / rows.length)} %), ${wrong.length} of ${rows.length} right functions flagged by mistake.`,
  "",
  "| function | what is wrong | said about the wrong one | said about the right one |",
  "| --- | --- | --- | --- |",
  ...rows.map(({ name, kind, told, wrong }) => `| ${name} | ${kind} | ${cell(told)} | ${cell(wrong)} |`),
  "",
].join("\n");
if (flags.only === "") writeFileSync(join(dirname(fileURLToPath(import.meta.url)), "findings", "RESULTS.md"), table);
console.log(table);

/** Messages by case name. */
async function findingsOf(variant) {
  const folder = join(base, variant);
  mkdirSync(join(folder, "shop"), { recursive: true });
  writeFileSync(join(folder, "shop", "__init__.py"), "");
  for (const each of chosen) writeFileSync(join(folder, "shop", `${each.name}.py`), each[variant]);
  execFileSync("git", ["init", "--quiet"], { cwd: folder });
  const env = environment();
  const { stdout } = await run(process.execPath, [cli, "generate", "--json", "--dry-run"], { cwd: folder, env });
  const found = new Map();
  for (const { path, message } of JSON.parse(stdout).findings) {
    const name = path.replace(/^shop\/|\.py$/g, "");
    found.set(name, [...(found.get(name) ?? []), message]);
  }
  return found;
}

function cell(messages) {
  return messages.map((message) => message.replaceAll("|", "\\|").slice(0, 160)).join("<br>") || "-";
}
