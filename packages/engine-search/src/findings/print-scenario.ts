import type { Language, PrintScope, Scenario, Value } from "@autotest/core";
import { saySurroundings } from "../names/say-surroundings.js";
import { bareName } from "../values/class-catalog.js";
import { PLAIN_SCOPE } from "../values/printable.js";
import { isTagged } from "../values/value-kind.js";

/** A scenario as one or more lines of source text, near enough to the language for a person. */
export function printScenario(scenario: Scenario, language: Language): string {
  const scope: PrintScope = PLAIN_SCOPE;
  const { operators = {}, invoke } = language.dialect;
  const print = (value: Value): string =>
    isTagged(value) && value.$ === "var" ? value.name : language.print(value, scope);
  const call = (each: Scenario["act"]): string => {
    if (each.kind === "get") return `${print(each.on)}.${each.name}`;
    if (each.kind === "set") return `${print(each.on)}.${each.name} = ${print(each.args[0])}`;
    const operator = each.kind === "method" ? operators[each.name] : undefined;
    if (each.kind === "method" && operator !== undefined && each.args.length === new Set(operator.match(/\$\d/g)).size)
      return operator.replace(/\$(self|\d)/g, (_, word: string) =>
        print(word === "self" ? each.on : (each.args[Number(word)] as Value)),
      );
    if (each.kind === "method" && each.name === invoke) return `${print(each.on)}(${list(each.args, each.kwargs)})`;
    if (each.kind === "method") return `${print(each.on)}.${each.name}(${list(each.args, each.kwargs)})`;
    return language.print(
      { $: "new", ref: each.ref, args: each.args, ...(each.kwargs ? { kwargs: each.kwargs } : {}) },
      { ...scope, use: dottedName },
    );
  };
  const list = (args: readonly Value[], kwargs: { readonly [name: string]: Value } = {}): string =>
    [...args.map(print), ...Object.entries(kwargs).map(([name, value]) => `${name}=${print(value)}`)].join(", ");
  const steps = scenario.arrange.map((step) =>
    "value" in step
      ? `${step.name} = ${print(step.value)}`
      : `${step.name === undefined ? "" : `${step.name} = `}${call(step.call)}`,
  );
  const around = saySurroundings(scenario.surroundings, (value) => JSON.stringify(value));
  return [...(around.length > 0 ? [`with ${around.join(", ")}:`] : []), ...steps, call(scenario.act)].join("\n");
}

function dottedName(ref: string): string {
  return ref.startsWith(":") ? ref.slice(1) : bareName(ref);
}
