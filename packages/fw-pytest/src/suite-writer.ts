import type { EmitRequest, Ref, Unit, Value } from "@autotest/core";
import type { ImportPlan } from "./emit-imports.js";

/** What every part of a suite is written with. */
export interface SuiteWriter {
  readonly plan: ImportPlan;
  readonly units: readonly Unit[];
  readonly indent: string;
  readonly style: "bdd" | "xunit";
  /** Methods that are written another way than by name, and the one under which a function value is called. */
  readonly operators: { readonly [method: string]: string };
  readonly invoke: string | undefined;
  /** A value as source text. */
  print(value: Value): string;
  /** A reference as source text. */
  use(ref: Ref): string;
}

/** The writer of one request over one plan. */
export function createWriter(request: EmitRequest, plan: ImportPlan): SuiteWriter {
  const { language, layout, analysis } = request;
  const scope = { use: (ref: Ref) => plan.use(ref), quote: layout.quote };
  return {
    plan,
    units: analysis.units,
    indent: layout.indent,
    style: layout.style,
    operators: language.dialect.operators ?? {},
    invoke: language.dialect.invoke,
    print: (value) => language.print(value, scope),
    use: scope.use,
  };
}
