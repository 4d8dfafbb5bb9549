import type { Call, Language, PrintScope, Value, Via } from "@autotest/core";
import { array, call, type Doc, sequence } from "./emit-layout.js";
import { member } from "./emit-scope.js";
import { isRecord, tagOf, valueDoc } from "./emit-value.js";

/** What writing a call needs. */
export interface ActWriter {
  readonly language: Language;
  readonly scope: PrintScope;
  /** Local name of a small function of the suite file, which is added to it. */
  readonly support: (name: SupportName) => string;
  /** True when assertions are those of node:assert, which tell NaN and -0 apart by themselves. */
  readonly isNode: boolean;
  /** How variables that hold the expectations of a table are compared. */
  readonly forms?: ReadonlyMap<string, ColumnForm>;
}

/** How a column of expectations is compared. */
export interface ColumnForm {
  readonly mode: "equal" | "deepEqual" | "close" | "rounded";
  /** For `close`: the values, so that one tolerance fits all. */
  readonly numbers: readonly number[];
}

/** Functions a suite file may carry. */
export type SupportName =
  | "take"
  | "collect"
  | "captureOutput"
  | "captureOutputAsync"
  | "roundNumbers"
  | "restoring"
  | "frozenDate"
  | "countingUp"
  | "withUuid"
  | "inFolder";

/** More elements than this are never looked at. */
export const LONGEST_LIST = 20;

/** A call as an expression (for `set`, an assignment); `on` stands for what it is called on, `given` for arguments by position. */
export function callDoc(
  act: Call,
  { language, scope }: ActWriter,
  on: Doc | null = null,
  given: ReadonlyMap<number, Doc> = new Map(),
): Doc {
  const args = ("args" in act ? act.args : []).map(
    (value, index) => given.get(index) ?? valueDoc(value, language, scope),
  );
  switch (act.kind) {
    case "function":
      return call(scope.use(act.ref), args);
    case "new":
      return call(`new ${scope.use(act.ref)}`, args);
    case "method":
      if (act.name === language.dialect.invoke) return call(on ?? receiver(act.on, language, scope), args);
      return sequence(on ?? receiver(act.on, language, scope), call(member(act.name, scope.quote), args));
    case "get":
      return sequence(on ?? receiver(act.on, language, scope), member(act.name, scope.quote));
    case "set":
      return sequence(
        on ?? receiver(act.on, language, scope),
        member(act.name, scope.quote),
        " = ",
        args[0] ?? "undefined",
      );
  }
}

/** The result of an act, reached as `via` says: awaited, or iterated into a list. */
export function resultDoc(act: Doc, via: Via, isBounded: boolean, writer: ActWriter): Doc {
  if (via === "await") return sequence("await ", act);
  if (via === "iterate")
    return isBounded ? call(writer.support("take"), [act, String(LONGEST_LIST)]) : array([sequence("...", act)]);
  if (via === "await-iterate")
    return sequence("await ", call(writer.support("collect"), [act, ...(isBounded ? [String(LONGEST_LIST)] : [])]));
  return act;
}

/** A value that a method is called on. */
function receiver(value: Value, language: Language, scope: PrintScope): Doc {
  const text = valueDoc(value, language, scope);
  const tag = tagOf(value);
  const needsParentheses =
    typeof value === "number" || isRecord(value) || tag === "float" || tag === "callable" || tag === "int";
  return needsParentheses ? sequence("(", text, ")") : text;
}
