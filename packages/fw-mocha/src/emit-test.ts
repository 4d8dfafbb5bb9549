import type { Analysis, Assertion, Call, ScenarioCandidate } from "@autotest/core";
import { type ActWriter, callDoc, LONGEST_LIST, resultDoc } from "./emit-act.js";
import { arrangeDoc, chainReceiver, isAsyncCall } from "./emit-arrange.js";
import { expectedError, fileHolds, isOfType, sameAs } from "./emit-assertion.js";
import { type Dialect, grouped, statementBody } from "./emit-dialect.js";
import { array, call, type Doc, fitsOn, sequence } from "./emit-layout.js";
import { freeName, type Prepared, prepare } from "./emit-prepare.js";
import { callListDoc, recorderDocs } from "./emit-recorder.js";
import { related } from "./emit-relation.js";
import { depthWithin, surrounded } from "./emit-surroundings.js";
import { hasInstance, valueDoc } from "./emit-value.js";

/** What writing one test needs. */
export interface TestWriter extends ActWriter {
  readonly dialect: Dialect;
  readonly analysis: Extract<Analysis, { ok: true }>;
  /** What closes a statement: `;`, or nothing. */
  readonly end: string;
  /** Names that variables of a test may not take: what the file imports. */
  readonly locals: ReadonlySet<string>;
  /** Columns a statement of a test may take. */
  readonly room: number;
  /** Columns of one indent. */
  readonly step: number;
  /** True for a TypeScript suite. */
  readonly isTyped: boolean;
}

/** The body of a test. */
export interface TestBody {
  readonly isAsync: boolean;
  readonly statements: readonly Doc[];
  /** True when it is a single assertion. */
  readonly isExpression: boolean;
}

type OnResult = Extract<Assertion, { kind: "returns" | "type" | "length" | "relates" | "field" }>;

/** Arrange, act, assert: the statements of one test, without semicolons. `extra` are variables that exist already. */
export function testBody(candidate: ScenarioCandidate, writer: TestWriter, extra: readonly string[] = []): TestBody {
  const prepared = prepare(candidate, writer, extra);
  const { surroundings } = candidate.scenario;
  const room = writer.room - writer.step * (surroundings === undefined ? 0 : depthWithin(surroundings));
  const named = bodyOf(prepared, writer, false);
  const short = bodyOf(prepared, writer, true);
  const isShorter = short.statements.length < named.statements.length;
  const body = isShorter && short.statements.every((statement) => fitsOn(statement, room)) ? short : named;
  return surroundings === undefined ? body : surrounded(body, surroundings, prepared.taken, writer);
}

/** `isShort`: what is used once has no name. */
function bodyOf(prepared: Prepared, writer: TestWriter, isShort: boolean): TestBody {
  const { scenario, assertions } = prepared;
  const { dialect } = writer;
  const { steps, receiver } = isShort ? chainReceiver(prepared, writer) : { steps: scenario.arrange, receiver: null };
  const statements: Doc[] = [
    ...steps.map((step) => arrangeDoc(step, writer)),
    ...[...prepared.callNames].map(([index, name]) => callListDoc(index, name, assertions, writer)),
  ];
  const act = callDoc(scenario.act, writer, receiver, recorderDocs(prepared.callNames, writer));
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
    const error = expectedError(raises, assertions, writer);
    if (via === "await") statements.push(dialect.rejects(act, error));
    else if (via === "await-iterate") statements.push(dialect.rejects(call(writer.support("collect"), [act]), error));
    else
      statements.push(dialect.throws(scenario.act.kind === "set" ? statementBody(act, writer.end) : result(), error));
  } else if (onResult.length > 0) {
    const [first] = onResult;
    const looks = onResult.flatMap((assertion) => resultStatements(resultName, assertion, writer));
    const isOnce = !needsName || (isShort && looks.length === 1 && first?.kind !== "relates");
    if (isOnce && first !== undefined)
      statements.push(...resultStatements(inOneExpression(result(), first), first, writer));
    else statements.push(sequence("const ", resultName, " = ", result()), ...looks);
  } else if (assertions.every((assertion) => assertion.kind === "completes")) {
    statements.push(...completes(act, via, scenario.act, result, writer));
  } else statements.push(unusedResult(act, via, result));

  for (const assertion of assertions) statements.push(...stateStatements(assertion, prepared, writer));
  const isAssertion = onResult.length > 0 || ["raises", "prints", "completes"].includes(assertions[0]?.kind ?? "");
  return { isAsync, statements, isExpression: isAssertion && statements.length === 1 };
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
      assertion.kind === "file" ||
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

/** `await x` needs parentheses before `.length`, `.name` and `instanceof`. */
function inOneExpression(result: Doc, { kind }: OnResult): Doc {
  return kind === "length" || kind === "field" ? grouped(result) : result;
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
  if (assertion.kind === "field" && assertion.on !== "result" && assertion.on !== "raised") {
    return sameAs(
      `${prepared.nameOf(assertion.on)}${wayTo(assertion.name)}`,
      assertion.value,
      assertion.approximate === true,
      dialect,
      writer,
    );
  }
  if (assertion.kind === "file") return [fileHolds(assertion, dialect, writer)];
  if (assertion.kind === "argument") {
    const name = prepared.argumentNames.get(assertion.index) ?? prepared.callNames.get(assertion.index);
    if (name === undefined) return [];
    const after = prepared.iterators.has(assertion.index) ? array([sequence("...", name)]) : name;
    return sameAs(after, assertion.value, false, dialect, writer);
  }
  return [];
}

/** `name` -> `.name`, `[0].name` as it is. */
function wayTo(path: string): string {
  const way = path
    .replace(/:len$/, ".length")
    .replace(/:line\[(\d+)\]/g, '.split("\\n")[$1]')
    .replace(/:first\[(\d+)\]/g, ".slice(0, $1)")
    .replace(/:last\[(\d+)\]/g, ".slice(-$1)");
  return /^[.[]/.test(way) ? way : `.${way}`;
}
