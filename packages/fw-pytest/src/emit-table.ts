import { type Candidate, isCode } from "@autotest/core";
import { bodyOf } from "./emit-body.js";
import { caseIds, localName } from "./emit-names.js";
import type { FunctionText } from "./emit-test.js";
import type { SuiteWriter } from "./suite-writer.js";
import { shapeOf, type TestTemplate } from "./test-template.js";
import { wrapLine } from "./wrap-line.js";

/** A table of cases: all a function needs but its name and parameters' place, and the id of each case. */
export interface TableText extends Pick<FunctionText, "decorators" | "parameters" | "template" | "texts"> {
  /** In the order of the cases. */
  readonly ids: readonly string[];
  /** Holes that differ from case to case; none: the cases are the same test. */
  readonly expected: string | null;
}

/** Cases of one shape as one parametrized test; null when they share no body after all. */
export function tableOf(cases: readonly Candidate[], writer: SuiteWriter, base: string): TableText | null {
  const templates = cases.flatMap((one) => (isCode(one) ? [] : [one])).map((one) => bodyOf(one, writer));
  const [first] = templates;
  if (
    first === undefined ||
    templates.length < cases.length ||
    templates.some((one) => shapeOf(one) !== shapeOf(first))
  )
    return null;
  const varying = first.slots
    .map((_, index) => index)
    .filter((index) => templates.some((one) => one.slots[index]?.text !== first.slots[index]?.text));
  if (varying.length === 0) return null;
  const names = parameterNames(first, varying, writer);
  const texts = first.slots.map((slot, index) => names.get(index) ?? slot.text);
  const parameters = varying.map((index) => names.get(index) ?? "");
  const ids = caseIds(cases);
  const quoted = parameters.map((name) => writer.print(name));
  const step = writer.indent;
  const rows = templates.flatMap((one, row) => {
    const values = varying.map((index) => one.slots[index]?.text ?? "");
    return wrapLine(
      `${writer.use("pytest:param")}(${[...values, `id=${writer.print(ids[row] ?? "")}`].join(", ")})`,
      `${base}${step}${step}`,
      step,
      ",",
    );
  });
  const decorators = [
    `${base}@${writer.use("pytest:mark")}.parametrize(`,
    `${base}${step}${quoted.length === 1 ? quoted[0] : `(${quoted.join(", ")})`},`,
    `${base}${step}[`,
    ...rows,
    `${base}${step}],`,
    `${base})`,
  ];
  const expected = first.slots.findIndex((slot) => slot.role === "expected");
  return {
    decorators,
    parameters: [...parameters, ...first.fixtures],
    template: first,
    texts,
    ids,
    expected: expected >= 0 && !varying.includes(expected) ? (first.slots[expected]?.text ?? null) : null,
  };
}

function parameterNames(
  template: TestTemplate,
  varying: readonly number[],
  writer: SuiteWriter,
): ReadonlyMap<number, string> {
  // A watched argument is already a local name; its table parameter takes that name's place.
  const taken = new Set([...writer.plan.bound, "result", "capsys", "collect", "item", "found", "caught"]);
  const names = new Map<number, string>();
  for (const index of varying) {
    const name = localName(template.slots[index]?.role ?? "value", taken);
    taken.add(name);
    names.set(index, name);
  }
  return names;
}
