import type { ClassInfo, Probe, ProbeOpened, ProposeRequest, Shape, Unit } from "@autotest/core";

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
  const seen = seenAs(probe, probe.opened, async (batch, options) => {
    const results = await probe.run(batch, options);
    return results.map(({ compares, ...result }) =>
      compares === undefined ? result : { ...result, compares: compares.filter(({ op }) => op !== "match") },
    );
  });
  return withUnits({ ...plain, probe: seen }, (unit) => ({ ...unit, patterns: [] }));
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
  return withUnits({ ...request, probe: seenAs(request.probe, { ...opened, classes, shapes }) }, (unit) => ({
    ...unit,
    parameters: changeAll(unit.parameters),
  }));
}

function mapValues<T>(record: { readonly [key: string]: T }, change: (value: T) => T): { readonly [key: string]: T } {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** A probe may be of any make: a spread would lose the methods of a class. */
function seenAs(probe: Probe, opened: ProbeOpened, run: Probe["run"] = probe.run.bind(probe)): Probe {
  return {
    opened,
    get work() {
      return probe.work;
    },
    run,
    ...(probe.mutants === undefined ? {} : { mutants: probe.mutants.bind(probe) }),
    close: () => probe.close(),
  };
}
