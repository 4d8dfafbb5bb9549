import {
  type ClassInfo,
  overProbe,
  type Probe,
  type ProbeOpened,
  type ProposeRequest,
  type Shape,
  type Unit,
} from "@autotest/core";

/** The request without anything that is known or guessed about types. */
export function withoutShapes(request: ProposeRequest): ProposeRequest {
  return withShapes(request, () => []);
}

/** The request without documented examples. */
export function withoutExamples(request: ProposeRequest): ProposeRequest {
  return withUnits(request, (unit) => ({ ...unit, examples: [] }));
}

/** The request without regular expressions, wherever they stand: in the code, in types, in comparisons. */
export function withoutPatterns(request: ProposeRequest): ProposeRequest {
  const plain = withShapes(request, (shapes) => shapes.map(({ pattern, ...shape }) => shape));
  const { probe } = plain;
  const run: Probe["run"] = async (batch, options) => {
    const results = await probe.run(batch, options);
    return results.map(({ compares, ...result }) =>
      compares === undefined ? result : { ...result, compares: compares.filter(({ op }) => op !== "match") },
    );
  };
  return withUnits({ ...plain, probe: overProbe(probe, { run }) }, (unit) => ({ ...unit, patterns: [] }));
}

function withUnits(request: ProposeRequest, change: (unit: Unit) => Unit): ProposeRequest {
  return { ...request, analysis: { ...request.analysis, units: request.analysis.units.map(change) } };
}

function withShapes(request: ProposeRequest, change: (shapes: readonly Shape[]) => readonly Shape[]): ProposeRequest {
  const changeAll = <T extends { readonly shapes: readonly Shape[] }>(all: readonly T[]): readonly T[] =>
    all.map((parameter) => ({ ...parameter, shapes: change(parameter.shapes) }));
  const { opened } = request.probe;
  const classes = opened.classes.map((info): ClassInfo => ({ ...info, parameters: changeAll(info.parameters) }));
  const shapes: ProbeOpened["shapes"] = mapValues(opened.shapes, (parameters) => mapValues(parameters, change));
  return withUnits(
    { ...request, probe: overProbe(request.probe, { opened: { ...opened, classes, shapes } }) },
    ({ returns, ...unit }) => {
      const [returned] = returns ? change([returns]) : [];
      return { ...unit, ...(returned ? { returns: returned } : {}), parameters: changeAll(unit.parameters) };
    },
  );
}

function mapValues<T>(record: { readonly [key: string]: T }, change: (value: T) => T): { readonly [key: string]: T } {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
