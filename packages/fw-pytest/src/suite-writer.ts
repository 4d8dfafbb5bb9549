import type { EmitRequest, Ref, Unit, Value } from "@autotest/core";
import { clocksIn, countersIn, type LibraryUse, uuidTargets } from "./clock-uses.js";
import type { ImportPlan } from "./emit-imports.js";
import { FREEZER } from "./freeze-clock.js";

/** What every part of a suite is written with. */
export interface SuiteWriter {
  readonly plan: ImportPlan;
  readonly units: readonly Unit[];
  readonly indent: string;
  readonly style: "bdd" | "xunit";
  /** Methods that are written another way than by name, and the one under which a function value is called. */
  readonly operators: { readonly [method: string]: string };
  readonly invoke: string | undefined;
  /** Dotted name of the file under test, and what of the clock, of counters and of `uuid4` it uses. */
  readonly module: string;
  readonly clocks: readonly LibraryUse[];
  readonly counters: readonly Pick<LibraryUse, "what" | "target">[];
  readonly uuids: readonly string[];
  /** Name of the suite's function that stops the clock. */
  readonly freezer: string;
  /** A value as source text. */
  print(value: Value): string;
  /** A reference as source text. */
  use(ref: Ref): string;
}

/** The writer of one request over one plan. */
export function createWriter(request: EmitRequest, plan: ImportPlan): SuiteWriter {
  const { language, layout, analysis, file } = request;
  const scope = { use: (ref: Ref) => plan.use(ref), quote: layout.quote };
  return {
    plan,
    units: analysis.units,
    indent: layout.indent,
    style: layout.style,
    operators: language.dialect.operators ?? {},
    invoke: language.dialect.invoke,
    module: analysis.importName,
    clocks: clocksIn(file.text, analysis.importName),
    counters: countersIn(file.text, analysis.importName),
    uuids: uuidTargets(file.text, analysis.importName),
    freezer: FREEZER,
    print: (value) => language.print(value, scope),
    use: scope.use,
  };
}
