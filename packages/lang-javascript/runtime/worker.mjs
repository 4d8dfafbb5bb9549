// The probe's child process: opens one instrumented file, then runs batches of scenarios until told to close.
import { syncBuiltinESMExports } from "node:module";
import { pathToFileURL } from "node:url";
import { compares, startCompares } from "./compares.mjs";
import { installCounters, placeTick } from "./counters.mjs";
import { describeCompares, describeRun, outcomeClass, snapshot } from "./describe-run.mjs";
import { folderProblem, showsFolder } from "./folder.mjs";
import { isStackOverflow, points, refuel, sentinel, takeSpent, tank, thrown } from "./fuel.mjs";
import { importFile, importModule, installLoader } from "./load-target.mjs";
import { clearMemory, rememberMemory, usesMoreThan } from "./memory.mjs";
import { putBackVariables, rememberVariables } from "./module-variables.mjs";
import { reachedMutants, selectMutant, watchMutants } from "./mutants.mjs";
import { leaveOut } from "./observe.mjs";
import { beginRun, createPatience, installPatience, isToBlame, workWithin } from "./patience.mjs";
import { isPolluted, rememberState } from "./pollution.mjs";
import { addModule, hasModule, resolveRef } from "./refs.mjs";
import { modulesOf } from "./run-code.mjs";
import { runScenario } from "./run-scenario.mjs";
import { flush, settle } from "./settle.mjs";
import { endSpoiling, startSpoiling } from "./spoil.mjs";
import { asked, surround, takeBack } from "./surroundings.mjs";
import { blocked, installWall, printed, resetWall } from "./wall.mjs";
import { isReplying, readRequest, reply, silence } from "./wire.mjs";
import { consulted, installWorld, resetWorld, setWorld } from "./world.mjs";

const STARTED_AFTER_MS = 50;
const IMPORT_PATIENCE_MS = 8000;
const TOO_LONG = "it did not end within the time a test may take";
const exit = process.exit.bind(process);
/** Changed code that does not end is common: it is stopped sooner than the search would stop it, and so is what it is compared with. */
const MUTANT_FUEL = 5_000;

const state = {
  loaded: false,
  target: null,
  fuel: 0,
  root: "",
  met: new Uint8Array(0),
  endings: new Set(),
};

function importProblem(error) {
  if (tank.halted?.why === "exit")
    return ["import-exits", `importing the file ends the process: ${tank.halted.detail}`];
  if (tank.halted || isStackOverflow(error)) return ["import-hangs", "importing the file does not end"];
  const name = typeof error === "object" && error !== null ? error.name : "Error";
  const line = String(error?.message ?? error).split("\n")[0];
  return ["import-failed", `${name}: ${line}`.slice(0, 300)];
}

function importEffects() {
  const effects = blocked.map((effect) => `tried: ${effect}`);
  if (printed.out !== "" || printed.err !== "")
    effects.push(`printed: ${(printed.out + printed.err).trim().split("\n")[0].slice(0, 80)}`);
  return effects;
}

async function importTarget({ file, root, settings }) {
  const settled = await settle(importFile(file, settings.format), IMPORT_PATIENCE_MS);
  if ("error" in settled || tank.halted) throw settled.error ?? sentinel;
  if ("stopped" in settled) {
    tank.halted ??= { why: settled.stopped, detail: settled.detail };
    throw sentinel;
  }
  addModule("", settled.value);
  const modules = new Set(settings.classes.map(({ ref }) => ref.slice(0, ref.lastIndexOf(":"))));
  for (const module of modules) if (!hasModule(module)) await addLateModule(module, root, file);
  return settled.value;
}

async function addLateModule(module, root, file) {
  try {
    addModule(module, await importModule(module, root, file));
  } catch {
    // Its classes are left out.
  }
}

function isConstructible({ ref, members }) {
  try {
    const { value } = resolveRef(ref);
    return typeof value === "function" || (members !== undefined && typeof value === "object");
  } catch {
    return false;
  }
}

async function open(request) {
  const { id, file, settings } = request;
  state.target = { file, url: pathToFileURL(file).href, lines: settings.lines ?? null };
  state.fuel = request.fuel;
  state.root = request.root;
  state.met = new Uint8Array(settings.goals.length);
  points.h = new Uint8Array(settings.goals.length);
  compares.cases = settings.cases;
  leaveOut(settings.hidden);
  Object.defineProperty(globalThis, "autotest$", { value: points });
  installLoader(settings);
  installWorld((effect) => state.loaded && blocked.push(effect));
  installCounters(file);
  setWorld({ seed: request.seed });
  installPatience();
  installWall(request.scratch);
  syncBuiltinESMExports();
  resetWorld();
  resetWall();
  refuel(request.fuel * 20);
  let exported;
  try {
    exported = await importTarget(request);
  } catch (error) {
    const [code, message] = importProblem(error);
    const hint = code === "import-failed" ? undefined : "move what it does on import into a function";
    return reply({ id, ok: false, code, message, ...(hint ? { hint } : {}) });
  }
  await flush();
  if (settings.mostOnImport !== undefined && usesMoreThan(settings.mostOnImport))
    return reply({ id, ok: false, code: "heap-too-small", message: "importing the file took most of the heap" });
  const effects = importEffects();
  rememberState(exported);
  rememberVariables();
  rememberMemory();
  state.loaded = true;
  const hitOnImport = [...points.h.keys()].filter((goal) => points.h[goal] === 1);
  for (const goal of hitOnImport) state.met[goal] = 1;
  const classes = settings.classes
    .filter(isConstructible)
    .map((known) => ({ ...known, factories: known.factories.filter((ref) => isConstructible({ ref })) }));
  reply({
    id,
    ok: true,
    runtime: `Node ${process.versions.node}`,
    goals: settings.goals,
    hitOnImport,
    classes,
    shapes: {},
    effects,
  });
}

/** Refs of a batch name modules that nobody imported yet. */
async function importRefs(batch) {
  const modules = new Set([...JSON.stringify(batch).matchAll(/"ref":"([^"]*):[^":]*"/g)].map((match) => match[1]));
  for (const { act } of batch) if (act.kind === "code") for (const module of modulesOf(act)) modules.add(module);
  for (const module of modules) if (!hasModule(module)) await addLateModule(module, state.root, state.target.file);
}

function prepare(request, { surroundings }) {
  points.h.fill(0);
  resetWorld();
  surround(surroundings);
  placeTick(surroundings?.tick);
  resetWall();
  thrown.last = undefined;
  thrown.line = 0;
  startCompares(request.compares);
}

function collect(scenario, run, before, mode) {
  compares.on = false;
  const reached = mode.reach ? { reached: reachedMutants() } : {};
  if (mode.spoil !== undefined) {
    const spoiled = endSpoiling();
    return { hit: [], novel: false, observation: observationOf(scenario, run, before), spoiled };
  }
  if (mode.mutant !== undefined) return { hit: [], novel: false, observation: observationOf(scenario, run, before) };
  const hit = [];
  let novel = false;
  for (let goal = 0; goal < points.h.length; goal++) {
    if (points.h[goal] === 0) continue;
    hit.push(goal);
    if (state.met[goal] === 0) novel = true;
    state.met[goal] = 1;
  }
  const ending = outcomeClass(run, scenario.act);
  const isNewEnding = !state.endings.has(ending);
  state.endings.add(ending);
  if (mode.reply === "novelty" && !novel && !isNewEnding && !mode.reach) return null;
  const log = mode.compares ? { compares: describeCompares() } : {};
  return { hit, novel, observation: observationOf(scenario, run, before), ...log, ...reached };
}

function observationOf(scenario, run, before) {
  const effects = { printed: { ...printed }, blocked: [...blocked] };
  const questions = asked.size > 0 ? { asked: [...asked].sort() } : {};
  const unstable = [...consulted].sort();
  const shown = { ...describeRun(scenario, run, before, effects.blocked, state.target), ...effects };
  if (showsFolder(shown) && !consulted.has("environment")) unstable.push("environment");
  return { ...shown, unstable: unstable.sort(), ...questions };
}

/** Synchronous scenarios end here without a turn of the event loop. */
function driveNow(scenario, fuel) {
  const problem = folderProblem();
  if (problem !== null) return { run: stoppedRun("arrange", problem), before: null };
  let before = null;
  const steps = runScenario(scenario, fuel, (variables) => {
    before = snapshot(scenario, variables);
  });
  const step = steps.next();
  return step.done ? { run: step.value, before, waited: false } : { steps, step, before: () => before };
}

async function driveOn({ steps, step, before }) {
  let current = step;
  while (!current.done) current = steps.next(await settle(current.value));
  return { run: current.value, before: before(), waited: true };
}

/** The mutant in force for scenario `n`. */
function mutantAt({ mutant }, n) {
  return Array.isArray(mutant) ? mutant[n] : mutant;
}

/** Puts a change in force, or none. What the scenario before left in the module is taken back. */
function putInForce(mutant) {
  putBackVariables();
  selectMutant(mutant);
}

/** What changed code leaves behind must not be seen by the next change: where it cannot be taken back, the batch ends after it. */
function leavesTraces({ mutant }, n) {
  if (!Array.isArray(mutant) || mutant[n] === mutant[n + 1] || n + 1 >= mutant.length) return false;
  putInForce(mutant[n + 1]);
  return isPolluted();
}

async function run(request) {
  const { id, batch } = request;
  setWorld(request.world);
  await importRefs(batch);
  const allowed = request.reach || request.mutant !== undefined ? MUTANT_FUEL : request.fuel;
  const fuel = Math.min(state.fuel, allowed ?? state.fuel);
  const patience = createPatience();
  let n = 0;
  let waiting = null;
  let polluted = false;
  const finish = (outcome) => {
    const result = collect(batch[n], outcome.run, outcome.before, request);
    takeBack();
    if (result) reply({ id, n, ...result });
    polluted = leavesTraces(request, n);
    n++;
  };
  const goOn = () => {
    while (n < batch.length && !polluted) {
      if (silence() > STARTED_AFTER_MS) reply({ id, started: n });
      // Before the scenario sets anything around the code.
      putInForce(mutantAt(request, n));
      prepare(request, batch[n]);
      if (request.reach) watchMutants();
      if (request.spoil !== undefined) startSpoiling(request.spoil);
      beginRun(patience, n);
      const driven = driveNow(batch[n], fuel);
      if ("steps" in driven) {
        waiting = driven;
        return;
      }
      finish(driven);
    }
  };
  while (n < batch.length && !polluted) {
    waiting = null;
    if (!workWithin(goOn)) {
      // Half a reply cannot be taken back.
      if (isReplying()) exit(1);
      if (n < batch.length && isToBlame(patience)) finish({ run: stoppedRun("time", TOO_LONG), before: null });
    } else if (waiting) {
      finish(await driveOn(waiting));
      await flush();
    }
  }
  tank.halted = null;
  selectMutant(undefined);
  clearMemory();
  reply({ id, done: true, ran: n, polluted: polluted || isPolluted(), spent: takeSpent() });
}

function stoppedRun(stopped, detail) {
  const ending = { stopped, detail };
  return { ending, via: "call", variables: Object.create(null), receiver: undefined, args: [] };
}

process.on("unhandledRejection", () => {});
process.on("uncaughtException", () => {});

reply({ waits: true });
for (let request = readRequest(); request !== null && request.op !== "close"; request = readRequest()) {
  if (request.op === "open") await open(request);
  else if (request.op === "mutants") reply({ id: request.id, mutants: [], mixed: true });
  else await run(request);
}
exit(0);
