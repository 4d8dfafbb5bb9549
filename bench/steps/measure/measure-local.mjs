import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAutotest, createHttp } from "../../../packages/core/dist/index.js";
import { runTests, testInProcessModel } from "../../../packages/core/dist/testing/index.js";
import engineModel from "../../../packages/engine-model/dist/index.js";
import pytest from "../../../packages/fw-pytest/dist/index.js";
import python from "../../../packages/lang-python/dist/index.js";
import plugin, { createLocal } from "../../../packages/model-local/dist/index.js";
import { checkVersions } from "../../../scripts/steps/check-versions.mjs";
import { environment, root } from "../../../scripts/steps/places.mjs";
import { run } from "../../../scripts/steps/run.mjs";
import { MODEL, makeLocalModel, PEER_VERSION } from "../projects/make-local-model.mjs";
import { factsOf } from "../tables/facts.mjs";

/** One processor: with more threads than free ones this takes minutes for seconds. */
const OPTIONS = { gpu: false, threads: 1 };
/** The kit's form, asked for about these. A weak model says little to the point; that is what is wanted here. */
const SOURCES = {
  "slug.py":
    'def slug(text):\n    """Lower case, words joined by hyphens."""\n    return "-".join(text.lower().split())\n',
  "clamp.py": "def clamp(x, low, high):\n    if x < low:\n        return low\n    return high if x > high else x\n",
  "leap.py": "def leap(year):\n    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)\n",
};

/** Keeps the contract of a model, and asks it for tests through the whole pipeline, without the search; writes the table. */
export async function measureLocal() {
  const { file: interpreter, version } = await checkVersions();
  const { file, loadPeer } = await makeLocalModel(interpreter);
  const local = createLocal(loadPeer);
  const contract = [];
  for (const test of testInProcessModel(local, {
    name: MODEL.file,
    model: file,
    missing: `${file}.none`,
    options: OPTIONS,
  })) {
    const started = performance.now();
    const [{ name, error }] = await runTests([test]);
    contract.push({ name: name.replace(/^.*?\): /, ""), error, seconds: secondsSince(started) });
    console.log(`bench: ${JSON.stringify(contract.at(-1))} ${error ?? ""}`);
  }
  const asked = [];
  const runs = [];
  for (const name of Object.keys(SOURCES)) {
    runs.push(await runPipeline(watched(local, asked), file, name));
    console.log(`bench: ${JSON.stringify(runs.at(-1))}`);
  }
  write(contract, asked, runs, await factsOf({ python: version, "node-llama-cpp": PEER_VERSION, model: MODEL.file }));
  return [...contract.map(({ error }) => error === null), ...runs.map(({ isRight }) => isRight)].every(Boolean) ? 0 : 1;
}

/** The same provider; what it answers is kept. */
function watched(provider, asked) {
  return {
    ...provider,
    open(connection) {
      const model = provider.open(connection);
      return {
        ...model,
        async complete(request, ctx) {
          const started = performance.now();
          const response = await model.complete(request, ctx);
          asked.push({ response, form: request.answer?.schema, seconds: secondsSince(started) });
          return response;
        },
      };
    },
  };
}

async function runPipeline(provider, file, name) {
  const base = mkdtempSync(join(tmpdir(), "autotest-local-"));
  try {
    writeFileSync(join(base, name), SOURCES[name]);
    writeFileSync(join(base, "pyproject.toml"), '[tool.pytest.ini_options]\npythonpath = ["."]\n');
    const before = readdirSync(base);
    const autotest = createAutotest({
      cwd: base,
      config: {
        engines: ["model"],
        model: { provider: "local", name: file, cache: "off", budget: { usd: 0.01 }, deadline: { total: 300 } },
        options: { "model-local": OPTIONS },
      },
      plugins: [python(), pytest(), engineModel(), { ...plugin(), models: [provider] }],
      env: { PATH: environment().PATH },
      http: createHttp(),
    });
    const started = performance.now();
    const { report } = await autotest.generate({ paths: [name] });
    const seconds = secondsSince(started);
    const added = readdirSync(base).filter((one) => !before.includes(one) && one !== ".autotest");
    const { requests, kept, dropped, usd } = report.cost;
    const suite = added.includes("tests")
      ? await run("python", ["-m", "pytest", "-q", "-p", "no:cacheprovider"], { cwd: base })
      : null;
    const source = readFileSync(join(base, name), "utf8");
    const passes = suite === null ? null : suite.code === 0;
    const isRight = source === SOURCES[name] && added.every((one) => one === "tests") && passes !== false;
    return { name, requests, kept, dropped, usd, passes, isRight, seconds };
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

function secondsSince(started) {
  return Math.round((performance.now() - started) / 100) / 10;
}

function write(contract, asked, runs, facts) {
  const told = asked.map(({ response }) =>
    response.ok ? (fits(response.text) ? "of the form" : "NOT OF THE FORM") : response.problem.code,
  );
  const counted = [...new Set(told)].map((word) => `${told.filter((one) => one === word).length} ${word}`).join(", ");
  const lines = [
    "# A model in this process",
    "",
    `\`node bench/local.mjs\`, with ${MODEL.file} (98 MB, of the Python package \`${MODEL.package}\`) on one processor, without search: what comes out is the model's own. It is far too small to write useful tests; what counts is that its answers have the form and that nothing wrong gets through.`,
    "",
    "| promise of a model that runs in process | kept | seconds |",
    "| --- | --- | --- |",
    ...contract.map(({ name, error, seconds }) => `| ${name} | ${error === null ? "yes" : "NO"} | ${seconds} |`),
    "",
    `Questions of the engine: ${asked.length}; answers: ${counted}.`,
    "",
    "| module | questions | tests kept | dropped, by gate | dollars | suite passes under plain pytest | nothing else touched | seconds |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...runs.map(tellRun),
    "",
    typeof facts === "string" ? facts : `\`${JSON.stringify(facts)}\``,
    "",
  ];
  writeFileSync(join(root, "bench", "results", "local.md"), lines.join("\n"));
}

function tellRun({ name, requests, kept, dropped, usd, passes, isRight, seconds }) {
  const gates = Object.entries(dropped).map(([gate, count]) => `${gate} ${count}`);
  const suite = passes === null ? "none written" : passes ? "yes" : "NO";
  const cells = [name, requests, kept, gates.join(", ") || "none", usd, suite, isRight ? "yes" : "NO", seconds];
  return `| ${cells.join(" | ")} |`;
}

/** By the form of `engine-model`, without its help. */
function fits(text) {
  const { tests, unreachable, needs, ...others } = JSON.parse(text);
  const isText = (one) => typeof one === "string";
  const isTest = ({ name, goals, imports, code, basis }) => [name, code, basis, ...goals, ...imports].every(isText);
  const isReason = ({ goal, why }) => isText(goal) && isText(why);
  return tests.every(isTest) && unreachable.every(isReason) && needs.every(isText) && Object.keys(others).length === 0;
}
