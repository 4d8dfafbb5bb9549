import { type Assertion, type Call, isCode, type ScenarioCandidate, type TestTable, type Value } from "@autotest/core";
import type { ColumnForm } from "./emit-act.js";
import { array, type Doc, object, sequence } from "./emit-layout.js";
import { freeName, isRecorder, parameterName } from "./emit-prepare.js";
import { type TestBody, type TestWriter, testBody } from "./emit-test.js";
import {
  hasInexact,
  hasInstance,
  isInexact,
  isPrimitive,
  rounded,
  shortened,
  stringText,
  tagOf,
  valueDoc,
} from "./emit-value.js";

/** A table as a loop: the rows, what each row is called, and the body they share. */
export interface TableText {
  /** Names taken out of each row, `title` first. */
  readonly names: readonly string[];
  readonly rows: Doc;
  readonly titleName: string;
  readonly body: TestBody;
}

/** The cases of a table as one loop; null when they differ in more than literals, so that each stands alone. */
export function tableText(table: TestTable, writer: TestWriter): TableText | null {
  const cases = table.cases.flatMap((one) => (isCode(one) ? [] : [one]));
  const [first, ...others] = cases;
  if (first === undefined || others.length === 0 || cases.length < table.cases.length) return null;
  // What surrounds a case, and the files it leaves there, are no columns.
  if (cases.some(({ scenario }) => scenario.surroundings !== undefined)) return null;
  const taken = new Set([
    ...writer.locals,
    ...first.scenario.arrange.flatMap((step) => (step.name === undefined ? [] : [step.name])),
  ]);
  const titleName = freeName(["title", "name", "behaviour"], taken);
  taken.add(titleName);
  const columns = new Columns(taken);
  const merged = mergeCases(cases, columns, writer);
  if (merged === null || columns.names.length === 0) return null;
  const forms = new Map<string, ColumnForm>();
  for (const assertion of merged.assertions) noteForm(assertion, columns, forms, writer);
  if ([...columns.all()].some(([, values]) => values.some(hasInstance))) {
    const onlyInputs = merged.assertions.every(
      (assertion) => !("value" in assertion) || tagOf(assertion.value as Value) !== "var",
    );
    if (!onlyInputs) return null;
  }
  const body = testBody(merged, { ...writer, forms }, [...columns.names, titleName]);
  const rows = cases.map((one, row) =>
    object([
      sequence(`${titleName}: `, stringText(one.title, writer.scope.quote)),
      ...columns
        .all()
        .map(([name, values]) =>
          sequence(`${name}: `, valueDoc(cell(values[row] ?? null, forms.get(name)), writer.language, writer.scope)),
        ),
    ]),
  );
  return { names: [titleName, ...columns.names], rows: array(rows), titleName, body };
}

function cell(value: Value, form: ColumnForm | undefined): Value {
  if (form?.mode === "rounded") return rounded(value);
  return form?.mode === "close" && isInexact(value) ? shortened(value) : value;
}

/** Values that differ from case to case, by name. */
class Columns {
  readonly #values = new Map<string, readonly Value[]>();
  readonly #taken: Set<string>;

  constructor(taken: ReadonlySet<string>) {
    this.#taken = new Set(taken);
  }

  get names(): readonly string[] {
    return [...this.#values.keys()];
  }

  all(): readonly (readonly [string, readonly Value[]])[] {
    return [...this.#values];
  }

  of(name: string): readonly Value[] {
    return this.#values.get(name) ?? [];
  }

  /** The value itself when all are equal, else a variable that each row sets. */
  merge(wanted: readonly string[], values: readonly Value[]): Value {
    const texts = new Set(values.map((value) => JSON.stringify(value)));
    const [value] = values;
    if (texts.size === 1 && value !== undefined) return value;
    const name = freeName(wanted, this.#taken);
    this.#taken.add(name);
    this.#values.set(name, values);
    return { $: "var", name };
  }
}

function mergeCases(
  cases: readonly ScenarioCandidate[],
  columns: Columns,
  writer: TestWriter,
): ScenarioCandidate | null {
  const first = cases[0];
  if (first === undefined || new Set(cases.map(skeleton)).size > 1) return null;
  const calls = cases.map((one) => one.scenario.act);
  const arrange = first.scenario.arrange.map((step, index) => {
    if ("call" in step) return step;
    const values = cases.map((one) => (one.scenario.arrange[index] as { readonly value: Value }).value);
    return { name: step.name, value: columns.merge([`${step.name}Input`, `given${index + 1}`], values) };
  });
  const act = mergeArguments(first.scenario.act, calls, columns, (index) => parameterName(first.unit, index, writer));
  const assertions = first.assertions.map((assertion, index) =>
    mergeAssertion(
      cases.map((one) => one.assertions[index] as Assertion),
      assertion,
      columns,
    ),
  );
  return { ...first, scenario: { arrange, act }, assertions };
}

/** Everything of a case but the values that may differ. */
function skeleton({ scenario, assertions }: ScenarioCandidate): string {
  const { act } = scenario;
  const shape = {
    arrange: scenario.arrange.map((step) => ("call" in step ? step : step.name)),
    act: { ...act, args: "args" in act ? act.args.map(isRecorder) : [] },
    assertions: assertions.map((assertion) => ({
      ...assertion,
      basis: "",
      value: 0,
      text: "",
      length: 0,
      ...("message" in assertion ? { message: "" } : {}),
    })),
  };
  return JSON.stringify(shape);
}

function mergeArguments(act: Call, calls: readonly Call[], columns: Columns, nameOf: (index: number) => string): Call {
  if (!("args" in act)) return act;
  const args = act.args.map((_, index) => {
    const name = nameOf(index);
    return columns.merge(
      [name, `${name}Value`, `input${index + 1}`],
      calls.map((call) => ("args" in call ? (call.args[index] ?? null) : null)),
    );
  });
  return { ...act, args } as Call;
}

function mergeAssertion(all: readonly Assertion[], first: Assertion, columns: Columns): Assertion {
  if ("value" in first) {
    const about =
      first.kind === "returns" || first.kind === "relates"
        ? []
        : [`${first.kind === "argument" ? "argument" : first.name}After`, "after"];
    const values = all.map((assertion) => (assertion as { readonly value: Value }).value);
    return {
      ...first,
      value: columns.merge(
        first.kind === "returns"
          ? ["expected", "output", "wanted"]
          : first.kind === "relates"
            ? ["given", "source"]
            : about,
        values,
      ),
    } as Assertion;
  }
  if (first.kind === "raises" && first.message !== undefined) {
    const message = columns.merge(
      ["message", "errorMessage"],
      all.map((assertion) => (assertion as { readonly message: string }).message),
    );
    return { ...first, message: message as string };
  }
  if (first.kind === "length")
    return {
      ...first,
      length: columns.merge(
        ["length", "size"],
        all.map((assertion) => (assertion as { readonly length: number }).length),
      ) as number,
    };
  if (first.kind === "prints")
    return {
      ...first,
      text: columns.merge(
        ["output", "text"],
        all.map((assertion) => (assertion as { readonly text: string }).text),
      ) as string,
    };
  return first;
}

function noteForm(assertion: Assertion, columns: Columns, forms: Map<string, ColumnForm>, writer: TestWriter): void {
  if (!("value" in assertion) || tagOf(assertion.value) !== "var") return;
  const { name } = assertion.value as { readonly name: string };
  const values = columns.of(name);
  if (values.length === 0) return;
  const approximate = "approximate" in assertion && assertion.approximate === true;
  const numbers = values.filter((value) => typeof value === "number");
  if (approximate && values.some(isInexact) && numbers.length === values.length)
    forms.set(name, { mode: "close", numbers });
  else if (approximate && values.some(hasInexact)) forms.set(name, { mode: "rounded", numbers: [] });
  else {
    const needsDeep =
      values.some((value) => !isPrimitive(value)) ||
      (!writer.isNode && values.some((value) => tagOf(value) === "float"));
    forms.set(name, { mode: needsDeep ? "deepEqual" : "equal", numbers: [] });
  }
}
