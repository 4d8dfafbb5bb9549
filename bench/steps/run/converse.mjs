// One real module: search, then a "model" whose answers a person wrote, over real HTTP; recorded, and replayed without a server.
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createAutotest, createHttp } from "../../../packages/core/dist/index.js";
import { startModelServer } from "../../../packages/core/dist/testing/index.js";
import engineModel from "../../../packages/engine-model/dist/index.js";
import engineSearch from "../../../packages/engine-search/dist/index.js";
import mocha from "../../../packages/fw-mocha/dist/index.js";
import pytest from "../../../packages/fw-pytest/dist/index.js";
import javascript from "../../../packages/lang-javascript/dist/index.js";
import python from "../../../packages/lang-python/dist/index.js";
import openai from "../../../packages/model-openai/dist/index.js";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const folder = join(repository, "bench", "conversations");
const packages = join(repository, "examples", "typescript", "node_modules");
const environment = join(repository, ".tools", "python");

/** Names of the conversations that are kept. */
export const CONVERSATIONS = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.replace(/\.json$/, ""))
  .sort();

/** US dollars per million tokens, so that costs can be compared; those of no particular model. */
const PRICE = { input: 1, output: 4 };

/** A project that holds the module as its users have it. */
function makeProject({ language, module }) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "autotest-conversation-")));
  if (language === "python") {
    const read = `import ${module}; print(${module}.__file__)`;
    const file = execFileSync(join(environment, "bin", "python"), ["-c", read], { encoding: "utf8" }).trim();
    writeFileSync(join(root, `${module}.py`), readFileSync(file));
    return { root, path: `${module}.py` };
  }
  const file = createRequire(join(packages, "mocha", "package.json")).resolve(module);
  mkdirSync(join(root, "lib"));
  writeFileSync(join(root, "package.json"), '{ "name": "conversation" }\n');
  writeFileSync(join(root, "lib", "common.js"), readFileSync(file));
  symlinkSync(packages, join(root, "node_modules"));
  return { root, path: "lib/common.js" };
}

function tool(root, { server, cache }) {
  return createAutotest({
    cwd: root,
    config: {
      options: { "lang-python": { interpreter: join(environment, "bin", "python") } },
      // The clock decides nothing, so that the search ends the same way everywhere.
      search: { calls: 1_500, seconds: 300 },
      model: {
        name: "by-hand",
        cache,
        prices: { "by-hand": PRICE },
        ...(server === null ? {} : { baseUrl: server.baseUrl, apiKey: "local" }),
      },
    },
    plugins: [python(), javascript(), pytest(), mocha(), engineSearch(), engineModel(), openai()],
    env: { PATH: [join(environment, "bin"), dirname(process.execPath), "/usr/bin", "/bin"].join(":") },
    ...(server === null ? {} : { http: createHttp() }),
  });
}

/** What the hand-written answers say to a question: those for its unit, the first time it is asked about ways through the code. */
function answerer({ answers }) {
  const given = new Set();
  return ({ body }) => {
    const question = JSON.stringify(body?.messages ?? []);
    const unit = Object.keys(answers).find((name) => question.includes(`all of them in ${name}:`));
    const isRepair = question.includes("did not make it");
    const tests = unit === undefined || isRepair || given.has(unit) ? [] : answers[unit];
    if (unit !== undefined) given.add(unit);
    const full = tests.map((test) => ({ goals: [], imports: [], ...test }));
    const text = JSON.stringify({ tests: full, unreachable: [], needs: [] });
    return { text, usage: { input: Math.ceil(question.length / 4), output: Math.ceil(text.length / 4) } };
  };
}

function figures({ report }) {
  const [file] = report.files;
  const isWay = ({ kind }) => kind !== "mutant";
  const kept = file.kept.filter(({ candidate }) => candidate.engine === "model");
  const closed = new Set(kept.flatMap(({ goals }) => goals));
  return {
    goals: file.goals.filter(isWay).length,
    closed: file.goals.filter((goal) => isWay(goal) && closed.has(goal.id)).length,
    changesNoticed: file.goals.filter((goal) => !isWay(goal) && closed.has(goal.id)).length,
    open: file.open.filter(({ goal }) => isWay(goal)).length,
    kept: kept.length,
    dropped: file.dropped
      .filter(({ candidate }) => candidate.engine === "model")
      .map(({ candidate, gate, reason }) => `${candidate.title} (${gate}): ${reason}`),
    cost: report.cost,
    suite: report.suites.find(({ sources }) => sources.length > 0)?.text ?? "",
  };
}

/** Records a conversation about a module, and replays it in a fresh project without a server: figures of both. */
export async function converse(name) {
  const conversation = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
  const server = await startModelServer({ reply: answerer(conversation) });
  const first = makeProject(conversation);
  const second = makeProject(conversation);
  try {
    const recorded = await tool(first.root, { server, cache: "record" }).generate({ paths: [first.path] });
    const asked = server.requests.length;
    const recordings = join(first.root, ".autotest", "recordings");
    if (existsSync(recordings)) cpSync(recordings, join(second.root, ".autotest", "recordings"), { recursive: true });
    const replayed = await tool(second.root, { server: null, cache: "replay" }).generate({ paths: [second.path] });
    return { name, module: conversation.module, asked, recorded: figures(recorded), replayed: figures(replayed) };
  } finally {
    await server.close();
    for (const { root } of [first, second]) rmSync(root, { recursive: true, force: true });
  }
}
