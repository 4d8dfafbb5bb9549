import type { PrintScope, Value } from "@autotest/core";
import { stringText } from "../emit-value.js";

/** JavaScript source of a value; a stand-in for the language plugin, for tests only. */
export function printValue(value: Value, scope: PrintScope): string {
  const print = (inner: Value): string => printValue(inner, scope);
  if (typeof value === "string") return stringText(value, scope.quote);
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(print).join(", ")}]`;
  const tagged = value as { readonly $?: string; readonly [key: string]: unknown };
  const list = (items: unknown): string => (items as readonly Value[]).map(print).join(", ");
  switch (tagged.$) {
    case undefined:
      return Object.keys(tagged).length === 0
        ? "{}"
        : `{ ${Object.entries(value as object)
            .map(
              ([key, item]) => `${/^[\w$]+$/.test(key) ? key : stringText(key, scope.quote)}: ${print(item as Value)}`,
            )
            .join(", ")} }`;
    case "float":
      return { nan: "NaN", inf: "Infinity", "-inf": "-Infinity", "-0.0": "-0" }[String(tagged.v)] ?? String(tagged.v);
    case "int":
      return `${String(tagged.v)}n`;
    case "undefined":
      return "undefined";
    case "bytes":
      return `Buffer.from(${stringText(String(tagged.v), scope.quote)}, ${stringText("hex", scope.quote)})`;
    case "set":
      return `new Set([${list(tagged.v)}])`;
    case "iterator":
      return `[${list(tagged.v)}].values()`;
    case "map":
      return `new Map([${(tagged.v as readonly (readonly [Value, Value])[]).map(([key, item]) => `[${print(key)}, ${print(item)}]`).join(", ")}])`;
    case "date":
      return `new Date(${stringText(String(tagged.v), scope.quote)})`;
    case "regexp":
      return `/${String(tagged.source)}/${String(tagged.flags)}`;
    case "new":
      return `new ${scope.use(String(tagged.ref))}(${list(tagged.args)})`;
    case "ref":
      return scope.use(String(tagged.ref));
    case "var":
      return String(tagged.name);
    case "callable":
      return tagged.kind === "identity" ? "(value) => value" : "() => {}";
    default:
      throw new Error(`cannot be written: ${JSON.stringify(value)}`);
  }
}
