import type { Analysis, Assertion, Call, Candidate, Step, Value } from "@autotest/core";
import { type ActWriter, callDoc, LONGEST_LIST, resultDoc } from "./emit-act.js";
import { expectedError, isOfType, sameAs } from "./emit-assertion.js";
import { type Dialect, grouped, statementBody } from "./emit-dialect.js";
import { call, type Doc, sequence } from "./emit-layout.js";
import { related } from "./emit-relation.js";
import { isFreeName } from "./emit-scope.js";
import { hasInstance, renameVariables, tagOf, valueDoc } from "./emit-value.js";

/** What writing one test needs. */
export interface TestWriter extends ActWriter {
  readonly dialect: Dialect;
  readonly analysis: Extract<Analysis, { ok: true }>;
  /** What closes a statement: `;`, or nothing. */
  readonly end: string;
  /** Names that variables of a test may not take: what the file imports. */
  readonly locals: ReadonlySet<string>;
}

/** The body of a test. */
export interface TestBody {
  readonly isAsync: boolean;
  readonly statements: readonly Doc[];
}

type OnResult = Extract<Assertion, { kind: "returns" | "type" | "length" | "relates" | "field" }>;

/** Arrange, act, assert: the statements of one test, without semicolons. `extra` are variables that exist already. */
export function testBody(candidate: Candidate, writer: TestWriter, extra: readonly string[] = []): TestBody {
  const prepared = prepare(candidate, writer, extra);
  const { scenario, assertions } = prepared;
  const { dialect } = writer;
  const statements: Doc[] = scenario.arrange.map((step) => arrangeDoc(step, writer));
  const act = callDoc(scenario.act, writer);
  const via = assertions[0]?.via ?? "call";
  const isAsync =
    via === "await" ||
    via === "await-iterate" ||
    scenario.arrange.some((step) => "call" in step && isAsyncCall(step.call, writer));
  const onResult = assertions.filter((assertion): assertion is OnResult => isOnResult(assertion));
  const isBounded = needsBound(assertions);
  const result = (): Doc => resultDoc(act, via, isBounded, writer);

  const raises = assertions.find((assertion) => assertion.kind === "raises");
  const prints = assertions.find((assertion) => assertion.kind === "prints");
  const resultName = freeName(["result", "actual", "outcome", "returned"], prepared.taken);
  const needsName =
    onResult.length > 1 ||
    (onResult[0]?.kind === "returns" && hasInstance(onResult[0].value)) ||
    onResult[0]?.kind === "field" ||
    onResult[0]?.kind === "relates";

  if (prints !== undefined) {
    const output = freeName(["output", "printed", "written"], new Set([...prepared.taken, resultName]));
    const isAwaited = via === "await" || via === "await-iterate";
    const capture = writer.support(isAwaited ? "captureOutputAsync" : "captureOutput");
    const head = `${isAwaited ? "async " : ""}() => `;
    const body =
      onResult.length === 0
        ? sequence(
            head,
            scenario.act.kind === "set" ? statementBody(act, writer.end) : unawaited(act, via, writer, isBounded),
          )
        : sequence(head, statementBody(sequence(resultName, " = ", result()), writer.end));
    if (onResult.length > 0) statements.push(sequence("let ", resultName));
    const captured = sequence(isAwaited ? "await " : "", call(capture, [body]));
    if (onResult.length === 0)
      statements.push(dialect.equal(captured, writer.language.print(prints.text, writer.scope)));
    else {
      statements.push(sequence("const ", output, " = ", captured));
      for (const assertion of onResult) statements.push(...resultStatements(resultName, assertion, writer));
      statements.push(dialect.equal(output, writer.language.print(prints.text, writer.scope)));
    }
  } else if (raises !== undefined) {
    const error = expectedError(raises, writer);
    if (via === "await") statements.push(dialect.rejects(act, error));
    else if (via === "await-iterate") statements.push(dialect.rejects(call(writer.support("collect"), [act]), error));
    else
      statements.push(dialect.throws(scenario.act.kind === "set" ? statementBody(act, writer.end) : result(), error));
  } else if (onResult.length > 0) {
    const first = onResult[0];
    if (needsName || first === undefined) {
      statements.push(sequence("const ", resultName, " = ", result()));
      for (const assertion of onResult) statements.push(...resultStatements(resultName, assertion, writer));
    } else statements.push(...resultStatements(inOneExpression(result(), first), first, writer));
  } else if (assertions.every((assertion) => assertion.kind === "completes")) {
    statements.push(...completes(act, via, scenario.act, result, writer));
  } else statements.push(unusedResult(act, via, result));

  for (const assertion of assertions) statements.push(...stateStatements(assertion, prepared, writer));
  return { isAsync, statements };
}

function isOnResult(assertion: Assertion): boolean {
  return (
    ["returns", "type", "length", "relates"].includes(assertion.kind) ||
    (assertion.kind === "field" && assertion.on === "result")
  );
}

/** Endless iterations are cut; a short list that was seen whole is not. */
function needsBound(assertions: readonly Assertion[]): boolean {
  return assertions.some((assertion) => {
    if (assertion.kind === "returns") return Array.isArray(assertion.value) && assertion.value.length >= LONGEST_LIST;
    if (assertion.kind === "length") return assertion.length >= LONGEST_LIST;
    return (
      assertion.kind === "completes" ||
      assertion.kind === "argument" ||
      assertion.kind === "variable" ||
      assertion.kind === "prints"
    );
  });
}

function resultStatements(actual: Doc, assertion: OnResult, writer: TestWriter): readonly Doc[] {
  const { dialect } = writer;
  switch (assertion.kind) {
    case "returns":
      return sameAs(actual, assertion.value, assertion.approximate === true, dialect, writer);
    case "type":
      return [isOfType(actual, assertion.ref, dialect, writer)];
    case "length":
      return [dialect.equal(sequence(actual, ".length"), valueDoc(assertion.length, writer.language, writer.scope))];
    case "relates":
      return [related(actual, assertion, dialect, writer)];
    case "field":
      return sameAs(
        sequence(actual, wayTo(assertion.name)),
        assertion.value,
        assertion.approximate === true,
        dialect,
        writer,
      );
  }
}

/** `await x` needs parentheses before `.length` and `instanceof`. */
function inOneExpression(result: Doc, { kind }: OnResult): Doc {
  return kind === "length" ? grouped(result) : result;
}

function completes(
  act: Doc,
  via: string,
  scenarioAct: Call,
  result: () => Doc,
  { dialect, support, end }: TestWriter,
): readonly Doc[] {
  if (via === "await") return [dialect.doesNotReject(act)];
  if (via === "await-iterate") return [dialect.doesNotReject(call(support("collect"), [act, String(LONGEST_LIST)]))];
  return [dialect.doesNotThrow(scenarioAct.kind === "set" ? statementBody(act, end) : result())];
}

function unusedResult(act: Doc, via: string, result: () => Doc): Doc {
  return via === "call" ? act : result();
}

function unawaited(act: Doc, via: string, writer: TestWriter, isBounded: boolean): Doc {
  if (via === "await") return act;
  if (via === "await-iterate") return call(writer.support("collect"), [act, String(LONGEST_LIST)]);
  return resultDoc(act, via === "iterate" ? "iterate" : "call", isBounded, writer);
}

function stateStatements(assertion: Assertion, prepared: Prepared, writer: TestWriter): readonly Doc[] {
  const { dialect } = writer;
  if (assertion.kind === "variable")
    return sameAs(prepared.nameOf(assertion.name), assertion.value, false, dialect, writer);
  if (assertion.kind === "field" && assertion.on !== "result") {
    return sameAs(
      `${prepared.nameOf(assertion.on)}${wayTo(assertion.name)}`,
      assertion.value,
      assertion.approximate === true,
      dialect,
      writer,
    );
  }
  if (assertion.kind === "argument") {
    const name = prepared.argumentNames.get(assertion.index);
    return name === undefined ? [] : sameAs(name, assertion.value, false, dialect, writer);
  }
  return [];
}

function arrangeDoc(step: Step, writer: TestWriter): Doc {
  if (!("call" in step))
    return sequence("const ", step.name, " = ", valueDoc(step.value, writer.language, writer.scope));
  const made = sequence(isAsyncCall(step.call, writer) ? "await " : "", callDoc(step.call, writer));
  return step.name === undefined ? made : sequence("const ", step.name, " = ", made);
}

/** Only the unit's own word tells whether a step must be awaited. */
function isAsyncCall(step: Call, { analysis }: TestWriter): boolean {
  if (step.kind === "function")
    return analysis.units.some((unit) => unit.ref === step.ref && unit.async && !unit.generator);
  if (step.kind !== "method") return false;
  const named = analysis.units.filter((unit) => unit.kind === "method" && unit.name.split(".").at(-1) === step.name);
  return named.length > 0 && named.every((unit) => unit.async && !unit.generator);
}

interface Prepared {
  readonly scenario: { readonly arrange: readonly Step[]; readonly act: Call };
  readonly assertions: readonly Assertion[];
  readonly taken: ReadonlySet<string>;
  readonly argumentNames: ReadonlyMap<number, string>;
  readonly nameOf: (name: string) => string;
}

/** Gives variables names that hide no import, and binds arguments that are looked at afterwards. */
function prepare(candidate: Candidate, writer: TestWriter, extra: readonly string[]): Prepared {
  const { arrange, act } = candidate.scenario;
  const names = new Map<string, string>();
  const taken = new Set([...writer.locals, ...extra]);
  for (const step of arrange) {
    if (step.name === undefined || names.has(step.name)) continue;
    const name = freeName(
      [step.name, `${step.name}Value`, `the${step.name.charAt(0).toUpperCase()}${step.name.slice(1)}`],
      taken,
    );
    names.set(step.name, name);
    taken.add(name);
  }
  const rename = (value: Value): Value => renameVariables(value, names);
  const steps: Step[] = arrange.map((step) =>
    "call" in step
      ? {
          ...(step.name === undefined ? {} : { name: names.get(step.name) ?? step.name }),
          call: renameCall(step.call, rename),
        }
      : { name: names.get(step.name) ?? step.name, value: rename(step.value) },
  );
  const argumentNames = new Map<number, string>();
  let bound = renameCall(act, rename);
  for (const assertion of candidate.assertions) {
    if (assertion.kind !== "argument" || argumentNames.has(assertion.index) || !("args" in bound)) continue;
    const value = bound.args[assertion.index];
    if (value === undefined) continue;
    if (tagOf(value) === "var") {
      argumentNames.set(assertion.index, (value as { readonly name: string }).name);
      continue;
    }
    const wanted = parameterName(candidate.unit, assertion.index, writer);
    const name = freeName([wanted, `${wanted}Value`, "argument"], taken);
    taken.add(name);
    argumentNames.set(assertion.index, name);
    steps.push({ name, value });
    const args = bound.args.map((item, index): Value => (index === assertion.index ? { $: "var", name } : item));
    bound = { ...bound, args } as Call;
  }
  const assertions = candidate.assertions.map((assertion) =>
    "value" in assertion ? { ...assertion, value: rename(assertion.value) } : assertion,
  );
  return {
    scenario: { arrange: steps, act: bound },
    assertions,
    taken,
    argumentNames,
    nameOf: (name) => names.get(name) ?? name,
  };
}

function renameCall(made: Call, rename: (value: Value) => Value): Call {
  const on = "on" in made ? { on: rename(made.on) } : {};
  const args = "args" in made ? { args: made.args.map(rename) } : {};
  return { ...made, ...on, ...args } as Call;
}

/** The name a unit gives to the argument at `index`. */
export function parameterName(unit: string, index: number, { analysis }: Pick<TestWriter, "analysis">): string {
  const parameters = analysis.units.find(({ name }) => name === unit)?.parameters ?? [];
  const parameter = parameters[index] ?? parameters.at(-1);
  const plain = (parameter?.name ?? "").replace(/[^\p{ID_Continue}$]/gu, "");
  if (parameter === undefined || !isFreeName(plain)) return `argument${index + 1}`;
  return parameter.kind === "rest" ? `${plain}${index - parameters.length + 2}` : plain;
}

/** The first of `wanted` that can be used, else the last with a number. */
export function freeName(wanted: readonly string[], taken: ReadonlySet<string>): string {
  const free = wanted.find((name) => isFreeName(name) && !taken.has(name));
  if (free !== undefined) return free;
  const base = wanted.findLast((name) => isFreeName(name)) ?? "value";
  for (let number = 2; ; number++) if (!taken.has(`${base}${number}`)) return `${base}${number}`;
}

/** `name` -> `.name`, `[0].name` as it is. */
function wayTo(path: string): string {
  return path.startsWith("[") ? path : `.${path}`;
}
