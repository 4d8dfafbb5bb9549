// What a run showed, as the data of an observation.
import { types } from "node:util";
import { build, callsOf, restOf } from "./build-value.mjs";
import { compares } from "./compares.mjs";
import { describeFiles } from "./folder.mjs";
import { refuel, thrown } from "./fuel.mjs";
import { observe, observeOperand, typeName } from "./observe.mjs";
import { refOf } from "./refs.mjs";
import { lineOfTest } from "./run-code.mjs";
import { buildOperands } from "./run-scenario.mjs";
import { tellMore } from "./tell-more.mjs";

const MAX_COMPARES = 60;
/** What an error carries is told where a test can say it: a plain name and a short text, without places or addresses. */
const NAME = /^[A-Za-z]\w*$/;
const LONGEST = 80;
const SHAKY = /0x[0-9a-f]{4,}|\/\w+\/|\w:\\|\n/i;

function basesOf(error) {
  const names = [];
  let reachable = "";
  for (let prototype = Object.getPrototypeOf(error); prototype; prototype = Object.getPrototypeOf(prototype)) {
    const maker = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
    if (typeof maker !== "function") continue;
    if (reachable === "") reachable = refOf(maker) ?? "";
    names.push(maker.name);
  }
  return { names, reachable };
}

/** `lines` maps a generated line to the user's own, or is null when they are the same. */
function lineOf(error, file, url, lines) {
  const stack = typeof error.stack === "string" ? error.stack : "";
  for (const row of stack.split("\n")) {
    const at = Math.max(row.indexOf(`${file}:`), row.indexOf(`${url}:`));
    if (at < 0) continue;
    const line = Number(/:(\d+):\d+\)?$/.exec(row)?.[1] ?? 0);
    return lines ? (lines[line] ?? 0) : line;
  }
  return 0;
}

function describeError(error, via, target) {
  const isObject = typeof error === "object" && error !== null;
  const explicit = isObject ? thrown.seen.has(error) : Object.is(thrown.last, error) && error !== undefined;
  if (!isObject) {
    return {
      kind: "raised",
      ref: "",
      type: typeof error,
      message: String(error).slice(0, 500),
      bases: [],
      explicit,
      line: thrown.line,
      via,
    };
  }
  const { names, reachable } = basesOf(error);
  const [type = "Object", ...bases] = names;
  let message = "";
  try {
    message = typeof error.message === "string" ? error.message.slice(0, 500) : "";
    // V8 quotes the failing expression, points included; what it would have said without them is not known.
    if (message.includes("autotest$")) message = "";
  } catch {
    message = "";
  }
  const at = lineOfTest(error);
  const line = explicit ? thrown.lines.get(error) : lineOf(error, target.file, target.url, target.lines);
  return {
    kind: "raised",
    ref: reachable,
    type,
    message,
    ...(explicit ? carriedBy(error) : {}),
    bases: bases.filter((name) => name !== "Object"),
    explicit,
    line,
    ...(at === undefined ? {} : { at }),
    via,
  };
}

/** `fields` of an error: texts, numbers and booleans of its own, other than what every error has. */
function carriedBy(error) {
  const fields = {};
  if (types.isProxy(error)) return fields;
  for (const [name, { value, enumerable }] of Object.entries(Object.getOwnPropertyDescriptors(error))) {
    if (!enumerable || !NAME.test(name) || name === "name" || name === "message" || name === "stack") continue;
    const isShort = typeof value === "string" && value.length <= LONGEST && !SHAKY.test(value);
    if (isShort || Number.isFinite(value) || typeof value === "boolean") fields[name] = observe(value);
  }
  return Object.keys(fields).length === 0 ? {} : { fields };
}

/** `outcome` and `changed` of an observation. Objects are asked what they tell of themselves in the end: asking runs their code. */
export function describeRun(scenario, run, before, blocked, target) {
  const outcome = describeOutcome(run, blocked, target);
  // Before the rest: to see what else changed, values are built once more.
  const files = describeFiles();
  if (outcome.kind === "stopped") return { outcome, changed: [] };
  const changed = describeChanges(scenario, run, before);
  const value = outcome.kind === "returned" ? { value: tellMore(run.ending.value, outcome.value) } : {};
  return { outcome: { ...outcome, ...value }, changed: [...withWhatIsTold(changed, run.variables), ...files] };
}

/** The {@link Outcome}. A refused effect is never evidence. */
function describeOutcome({ ending, via }, blocked, target) {
  if ("stopped" in ending) return { kind: "stopped", why: ending.stopped, detail: ending.detail };
  if (blocked.length > 0) return { kind: "stopped", why: "blocked", detail: blocked[0] };
  if ("error" in ending) {
    if (ending.error?.code === "ERR_ACCESS_DENIED")
      return { kind: "stopped", why: "blocked", detail: String(ending.error.message).slice(0, 200) };
    return describeError(ending.error, via, target);
  }
  return { kind: "returned", value: observe(ending.value), via, ...(ending.more ? { more: true } : {}) };
}

/** A short name for how a run ended; a new one is worth a reply. */
export function outcomeClass({ ending, via }, act) {
  const subject = `${act.ref ?? ""}${act.name ?? ""}`;
  if ("stopped" in ending) return `${subject} ${ending.stopped}`;
  if ("error" in ending) {
    const known = typeof ending.error === "object" && ending.error !== null;
    return `${subject} ! ${known ? typeName(ending.error) : typeof ending.error} ${known && thrown.seen.has(ending.error) ? thrown.lines.get(ending.error) : ""}`;
  }
  return `${subject} ${via} ${typeName(ending.value)}`;
}

/** Variables as data, taken between arrange and act when they could not be built once more: arrange made calls, or they read files. */
export function snapshot({ surroundings, arrange }, variables) {
  if (surroundings?.files === undefined && !arrange.some((step) => "call" in step)) return null;
  const before = {};
  for (const name of Object.keys(variables)) before[name] = JSON.stringify(observe(variables[name]));
  return before;
}

/** Arguments and variables that are not what they were. */
function describeChanges(scenario, run, before) {
  const changed = [];
  const fresh = Object.create(null);
  let operands = { args: [] };
  refuel(10_000);
  try {
    if (before === null) for (const step of scenario.arrange) fresh[step.name] = build(step.value, fresh);
    operands = buildOperands(scenario.act, before === null ? fresh : run.variables);
  } catch {
    return changed;
  }
  const isVariable = (data) => typeof data === "object" && data !== null && data.$ === "var";
  (scenario.act.args ?? []).forEach((data, index) => {
    if (isVariable(data) || typeof data !== "object" || data === null) return;
    if (data.$ === "callable" && data.kind === "record") {
      const calls = describeList(callsOf(run.args[index]));
      if (calls !== null) changed.push({ kind: "argument", index, value: calls });
      return;
    }
    if (data.$ === "iterator") {
      // Of a result that goes on, a test takes another number of items.
      const rest = run.ending.more ? null : describeList(restOf(run.args[index], data.v.length));
      if (rest !== null) changed.push({ kind: "argument", index, value: rest });
      return;
    }
    const value = observe(run.args[index]);
    if (JSON.stringify(value) !== JSON.stringify(observe(operands.args[index])))
      changed.push({ kind: "argument", index, value });
  });
  for (const name of Object.keys(run.variables)) {
    const value = observe(run.variables[name]);
    const was = before === null ? JSON.stringify(observe(fresh[name])) : before[name];
    if (JSON.stringify(value) !== was) changed.push({ kind: "variable", name, value });
  }
  return changed;
}

/** Variables that tell more than their fields are shown, changed or not. */
function withWhatIsTold(changed, variables) {
  const shown = changed.filter(({ kind }) => kind !== "variable");
  for (const name of Object.keys(variables)) {
    const known = changed.find((each) => each.kind === "variable" && each.name === name);
    const data = known?.value ?? observe(variables[name]);
    const value = tellMore(variables[name], data);
    if (known || value !== data) shown.push({ kind: "variable", name, value });
  }
  return shown;
}

/** The calls of a function that keeps them, or what an iterator has left, as a list; null when that says nothing. */
function describeList(items) {
  const value = items === null ? null : observe(items);
  return Array.isArray(value) ? value : null;
}

/** The recorded comparisons, each once, latest first kept. */
export function describeCompares() {
  const seen = new Map();
  for (const [op, left, right, line] of compares.log) {
    const compare = { op, left: observeOperand(left), right: observeOperand(right), line };
    seen.set(JSON.stringify(compare), compare);
  }
  return [...seen.values()].slice(-MAX_COMPARES);
}
