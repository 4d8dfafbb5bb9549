// One scenario: arrange, act, see how it ended. A generator that yields the promises it must wait for, so that
// synchronous code costs no turn of the event loop.
import { build } from "./build-value.mjs";
import { isStackOverflow, refuel, sentinel, tank } from "./fuel.mjs";
import { resolveRef } from "./refs.mjs";
import { prepareCode } from "./run-code.mjs";
import { isThenable } from "./settle.mjs";

const MAX_ITEMS = 20;

/** Calls what a {@link Call} says. Arguments are built by the caller, so that they can be looked at afterwards. */
export function invoke(call, args, receiver) {
  switch (call.kind) {
    case "function": {
      const { value, owner } = resolveRef(call.ref);
      return Reflect.apply(value, owner, args);
    }
    case "new":
      return Reflect.construct(resolveRef(call.ref).value, args);
    case "method":
      // The name of the dialect for calling a function value.
      if (call.name === "()") return receiver(...args);
      return receiver[call.name](...args);
    case "code":
      return receiver();
    case "get":
      return receiver[call.name];
    default:
      receiver[call.name] = args[0];
      return undefined;
  }
}

/** The arguments of a call and its receiver, built from data. */
export function buildOperands(call, variables) {
  if (call.kind === "code") return { receiver: prepareCode(call), args: [] };
  const receiver = "on" in call ? build(call.on, variables) : undefined;
  const args = (call.args ?? []).map((item) => build(item, variables));
  return { receiver, args };
}

function stoppedBy(error) {
  if (tank.halted) return { stopped: tank.halted.why, detail: tank.halted.detail };
  if (isStackOverflow(error)) return { stopped: "fuel", detail: "it recursed until the stack was full" };
  return null;
}

function firstLine(error) {
  try {
    return String(error?.message ?? error)
      .split("\n")[0]
      .slice(0, 200);
  } catch {
    return "an error that cannot be shown";
  }
}

function* arrange(steps, variables) {
  for (const step of steps) {
    if (!("call" in step)) {
      variables[step.name] = build(step.value, variables);
      continue;
    }
    const { receiver, args } = buildOperands(step.call, variables);
    let result = invoke(step.call, args, receiver);
    if (isThenable(result)) {
      const settled = yield result;
      if ("error" in settled) throw settled.error;
      if ("stopped" in settled) return settled;
      result = settled.value;
    }
    if (step.name !== undefined) variables[step.name] = result;
  }
  return null;
}

function iteratorOf(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  // What yields only to those who await it shows nothing else; a collection that can be iterated shows what it holds.
  if (typeof value[Symbol.asyncIterator] === "function")
    return { iterator: value[Symbol.asyncIterator](), isAsync: true };
  if (typeof value.next !== "function") return null;
  if (typeof value[Symbol.iterator] === "function") return { iterator: value[Symbol.iterator](), isAsync: false };
  return null;
}

function* iterate({ iterator, isAsync }) {
  const items = [];
  while (items.length < MAX_ITEMS) {
    let step = iterator.next();
    if (isAsync && isThenable(step)) {
      const settled = yield step;
      if (!("value" in settled)) return settled;
      step = settled.value;
    }
    if (step.done) return { value: items };
    items.push(step.value);
  }
  const closed = iterator.return?.();
  if (isAsync && isThenable(closed)) yield closed;
  return { value: items, more: true };
}

/**
 * Runs `scenario`. Gives `{ending, via, variables, args}`; `ending` is `{value}`, `{error}` or `{stopped, detail}`.
 * `beforeAct(variables)` is called between arrange and act.
 */
export function* runScenario(scenario, fuel, beforeAct) {
  const variables = Object.create(null);
  let operands = { receiver: undefined, args: [] };
  refuel(fuel);
  try {
    const early = yield* arrange(scenario.arrange, variables);
    if (early)
      return {
        ending: { ...early, stopped: early.stopped === "exit" ? "exit" : "arrange" },
        via: "call",
        variables,
        ...operands,
      };
    operands = buildOperands(scenario.act, variables);
  } catch (error) {
    const detail = tank.halted?.detail ?? firstLine(error);
    return { ending: { stopped: "arrange", detail }, via: "call", variables, ...operands };
  }
  if (tank.halted)
    return { ending: { stopped: "arrange", detail: tank.halted.detail }, via: "call", variables, ...operands };
  refuel(fuel);
  beforeAct(variables);
  let via = "call";
  let ending;
  try {
    ending = { value: invoke(scenario.act, operands.args, operands.receiver) };
    if (isThenable(ending.value)) {
      via = "await";
      ending = yield ending.value;
    }
    const iterator =
      "value" in ending && scenario.act.kind !== "get" && scenario.act.kind !== "new" ? iteratorOf(ending.value) : null;
    if (iterator) {
      via = iterator.isAsync || via === "await" ? "await-iterate" : "iterate";
      ending = yield* iterate(iterator);
    }
  } catch (error) {
    ending = error === sentinel ? stoppedBy(error) : { error };
  }
  ending = stoppedBy("error" in ending ? ending.error : undefined) ?? ending;
  return { ending, via, variables, ...operands };
}
