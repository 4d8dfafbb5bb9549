import type { Assertion, Scenario, ScenarioCandidate, Unit, Value, Via } from "@autotest/core";
import { blockOf, blockText } from "./emit-block.js";
import { callText, isComparison, isStatement, operatorOf, parameterName, unitOf } from "./emit-call.js";
import { expectation, ON_RESULT, partText, relationText } from "./emit-expectation.js";
import { fileText } from "./emit-files.js";
import { localName } from "./emit-names.js";
import { asTuples, isIterator, isRecorder, recorderName, recorderText } from "./emit-recorder.js";
import { surroundingsLines } from "./emit-surroundings.js";
import { patternText, wholeMessage } from "./message-pattern.js";
import { rewriteValue, someValue } from "./rewrite-value.js";
import type { SuiteWriter } from "./suite-writer.js";
import { type BodyLine, isVariable, SlotList, type TestTemplate } from "./test-template.js";

/** The runtime looks at no more than this many elements of what it iterates. */
const MOST_ELEMENTS = 20;

/** Names our own lines bind in a test. */
const OWN_NAMES: readonly string[] = [
  "result",
  "capsys",
  "tmp_path",
  "monkeypatch",
  "printed",
  "collect",
  "item",
  "found",
  "caught",
];

/** The body of a candidate's test, its values in holes. */
export function bodyOf(candidate: ScenarioCandidate, writer: SuiteWriter): TestTemplate {
  const block = blockOf(candidate);
  const scenario = block === null ? candidate.scenario : { ...candidate.scenario, arrange: block.arrange };
  // A statement has no result that could be compared with anything.
  const assertions = isStatement(scenario.act, writer)
    ? candidate.assertions.filter((one) => one.kind !== "returns")
    : (block?.assertions ?? candidate.assertions);
  const slots = new SlotList();
  const taken = new Set([...writer.plan.bound, ...OWN_NAMES, writer.freezer]);
  const renamed = new Map<string, string>();
  const bind = (wanted: string): string => {
    const name = localName(wanted, taken);
    taken.add(name);
    return name;
  };
  const resolve = (value: Value): Value =>
    rewriteValue(value, (one) => (isVariable(one) ? { $: "var", name: renamed.get(one.name) ?? one.name } : undefined));
  const place = (role: string, value: Value): string => {
    const text = writer.print(resolve(value));
    return someValue(value, isVariable) ? text : slots.add(role, text);
  };
  const use = writer.use;
  const around = surroundingsLines(scenario.surroundings, writer);
  const arrange: BodyLine[] = around.map((text) => ({ depth: 0, text }));
  for (const step of scenario.arrange) {
    if ("value" in step) {
      const text = place(step.name, step.value);
      renamed.set(step.name, bind(step.name));
      arrange.push({ depth: 0, text: `${renamed.get(step.name)} = ${text}` });
      continue;
    }
    const unit = unitOf(step.call, writer.units, candidate.unit);
    const call = callText(step.call, unit, place, writer);
    const text = settled(call, unit, use);
    if (step.name !== undefined) renamed.set(step.name, bind(step.name));
    arrange.push({ depth: 0, text: step.name === undefined ? text : `${renamed.get(step.name)} = ${text}` });
  }

  const unit = unitOf(scenario.act, writer.units, candidate.unit);
  const recorders = new Map<number, string>();
  const act = bindArguments(scenario.act, assertions, unit, (name, value, index) => {
    const records = isRecorder(value);
    const text = records ? "[]" : place(name, value);
    const local = bind(records ? recorderName(unit) : name);
    if (records) recorders.set(index, local);
    renamed.set(`\0${local}`, records ? recorderText(local, operatorOf(scenario.act, writer) !== null) : local);
    arrange.push({ depth: 0, text: `${local} = ${text}` });
    return { $: "var", name: `\0${local}` };
  });
  const prints = assertions.some((one) => one.kind === "prints");
  const firstLine = assertions.findIndex((one) => one.kind === "prints" && one.line !== undefined);
  if (prints && block === null && scenario.arrange.some((step) => "call" in step))
    arrange.push({ depth: 0, text: "capsys.readouterr()" });
  const raises = assertions.find((one) => one.kind === "raises");
  const call = block === null ? callText(act, unit, place, writer) : "";
  const answer = isComparison(act, writer) ? plainAnswer(call, assertions) : null;
  const grouped = isComparison(act, writer) && assertions.length === 1 && raises === undefined ? `(${call})` : call;
  const reached = answer ?? reach(grouped, assertions, unit, use);
  arrange.push(...reached.before);
  const variable = (name: string): string => renamed.get(name) ?? name;
  return {
    fixtures: [
      ...(prints ? ["capsys"] : []),
      ...(scenario.surroundings?.files === undefined ? [] : ["tmp_path"]),
      ...(around.some((text) => text.includes("monkeypatch")) ? ["monkeypatch"] : []),
    ],
    arrange,
    act: reached.act,
    around:
      raises?.kind === "raises"
        ? `${raisesText(raises, (pattern) => slots.add("message", patternText(pattern, writer.print(pattern))), use)}${assertions.some(isOnRaised) ? " as caught" : ""}:`
        : block?.passes
          ? `with ${use("pytest:raises")}(${use(block.passes)}):`
          : null,
    block:
      block &&
      blockText(block, (call) => callText(call, unitOf(call, writer.units, candidate.unit), place, writer), place),
    asserts:
      answer !== null
        ? [`assert ${ON_RESULT}`]
        : assertions.flatMap((one, at) => {
            const index = one.kind === "argument" ? one.index : -1;
            const argument = index >= 0 && "args" in act ? act.args[index] : undefined;
            const calls = recorders.get(index);
            const name = calls ?? (argument === undefined ? "" : writer.print(resolve(argument)));
            const given = index >= 0 && "args" in scenario.act ? scenario.act.args[index] : undefined;
            const text = assertText(
              calls !== undefined && one.kind === "argument" ? { ...one, value: asTuples(one.value) } : one,
              isIterator(given) ? `list(${name})` : name,
              calls ?? parameterName(unit, index),
              variable,
              place,
              writer,
            );
            return at === firstLine ? ["printed = capsys.readouterr().out", ...text] : text;
          }),
    slots: slots.slots,
  };
}

/** What a call of an arrange step comes to: the runtime awaits and iterates there too. */
function settled(call: string, unit: Unit | undefined, use: (ref: string) => string): string {
  if (unit?.async && !unit.generator) return `${use("asyncio:run")}(${call})`;
  return unit?.generator && !unit.async ? limited(call, use) : call;
}

/** An argument whose later state is asserted needs a name. */
function bindArguments(
  act: Scenario["act"],
  assertions: readonly Assertion[],
  unit: Unit | undefined,
  bind: (name: string, value: Value, index: number) => Value,
): Scenario["act"] {
  if (act.kind === "get" || act.kind === "set") return act;
  const watched = new Set(assertions.flatMap((one) => (one.kind === "argument" ? [one.index] : [])));
  const args = act.args.map((value, index) =>
    watched.has(index) && !isVariable(value) ? bind(parameterName(unit, index), value, index) : value,
  );
  return { ...act, args };
}

/** A comparison that is all there is to assert stands by itself: `assert a == b`, `assert not (a < b)`, `assert a not in b`. */
function plainAnswer(
  call: string,
  assertions: readonly Assertion[],
): { readonly before: readonly BodyLine[]; readonly act: string } | null {
  const [only] = assertions;
  if (assertions.length !== 1 || only === undefined || only.kind === "raises") return null;
  if (only.kind !== "returns" || typeof only.value !== "boolean") return null;
  if (only.value) return { before: [], act: call };
  const outside = / in /.test(call) && !/[=<>] /.test(call) ? call.replace(" in ", " not in ") : null;
  return { before: [], act: outside ?? `not (${call})` };
}

/** How the act gets from the call to the result: as it is, awaited, or iterated. */
function reach(
  call: string,
  assertions: readonly Assertion[],
  unit: Unit | undefined,
  use: (ref: string) => string,
): { readonly before: readonly BodyLine[]; readonly act: string } {
  const via: Via = assertions[0]?.via ?? "call";
  const whole = isWhole(assertions);
  const line = (depth: number, text: string): BodyLine => ({ depth, text });
  if (via === "call") return { before: [], act: call };
  if (via === "iterate") {
    const iterable = /^iter\(([^()]*)\)$/.exec(call)?.[1];
    return { before: [], act: whole ? `list(${iterable ?? call})` : limited(call, use) };
  }
  if (via === "await") {
    return { before: [], act: `${use("asyncio:run")}(${call})` };
  }
  const awaited = `${use("asyncio:run")}(${call})`;
  if (unit?.async && !unit.generator) return { before: [], act: whole ? `list(${awaited})` : limited(awaited, use) };
  const body = whole
    ? [line(1, `return [item async for item in ${call}]`)]
    : [
        line(1, "found = []"),
        line(1, `async for item in ${call}:`),
        line(2, "found.append(item)"),
        line(2, `if len(found) == ${MOST_ELEMENTS}:`),
        line(3, "break"),
        line(1, "return found"),
      ];
  return { before: [line(0, "async def collect():"), ...body, line(0, "")], act: `${use("asyncio:run")}(collect())` };
}

function limited(iterator: string, use: (ref: string) => string): string {
  return `list(${use("itertools:islice")}(${iterator}, ${MOST_ELEMENTS}))`;
}

/** True when what was yielded is known to have ended before the limit, so that a plain `list` ends too. */
function isWhole(assertions: readonly Assertion[]): boolean {
  return assertions.some((one) => {
    if (one.kind === "raises") return true;
    if (one.kind === "length") return one.length < MOST_ELEMENTS;
    return one.kind === "returns" && Array.isArray(one.value) && one.value.length < MOST_ELEMENTS;
  });
}

function raisesText(
  { ref, message }: Extract<Assertion, { kind: "raises" }>,
  place: (pattern: string) => string,
  use: (ref: string) => string,
): string {
  if (message === undefined || message === "") return `with ${use("pytest:raises")}(${use(ref)})`;
  return `with ${use("pytest:raises")}(${use(ref)}, match=${place(wholeMessage(message))})`;
}

/** True for what is stated of the error itself. */
function isOnRaised(one: Assertion): boolean {
  return one.kind === "field" && one.on === "raised";
}

function assertText(
  one: Assertion,
  argument: string,
  argumentRole: string,
  variable: (name: string) => string,
  place: (role: string, value: Value) => string,
  writer: SuiteWriter,
): readonly string[] {
  const { use } = writer;
  switch (one.kind) {
    case "returns":
      return [expectation(ON_RESULT, "expected", one.value, one.approximate, place, use)];
    case "type":
      return [`assert isinstance(${ON_RESULT}, ${use(one.ref)})`];
    case "length":
      return [`assert len(${ON_RESULT}) == ${place("length", one.length)}`];
    case "relates":
      return [relationText(one.relation, one.value, place, use)];
    case "field": {
      const holder = one.on === "result" ? ON_RESULT : isOnRaised(one) ? "caught.value" : variable(one.on);
      const subject = partText(holder, one.name);
      const role = `expected_${one.name.replace(/\W+/g, "_").replace(/^_|_$/g, "")}`;
      return [expectation(subject, role, one.value, one.approximate, place, use)];
    }
    case "argument":
      return [expectation(argument, `expected_${argumentRole}`, one.value, undefined, place, use)];
    case "variable":
      return [expectation(variable(one.name), `expected_${one.name}`, one.value, undefined, place, use)];
    case "state":
      return [expectation(`${use(`${writer.module}:`)}.${one.name}`, one.name, one.value, undefined, place, use)];
    case "file":
      return [fileText(one, place, writer)];
    case "prints":
      return one.line === undefined
        ? [`assert capsys.readouterr().out == ${place("printed", one.text)}`]
        : [`assert ${partText("printed", `:line[${one.line}]`)} == ${place(`line_${one.line}`, one.text)}`];
    case "raises":
    case "completes":
      return [];
  }
}
