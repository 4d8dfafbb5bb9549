import type { Scenario, Shape, Value } from "@autotest/core";
import { isList, isRecord, kindOf, numberIn } from "../values/value-kind.js";

/** What an error text says about an argument of the act. */
export interface ErrorLesson {
  /** Position among the arguments. */
  readonly index: number;
  readonly shape: Shape;
}

const MISSING_ATTRIBUTE = [
  /^'?([\w.]+)'? object has no attribute '([A-Za-z_]\w*)'/,
  /^Cannot (?:read|set) propert(?:y|ies) of (undefined|null) \((?:reading|setting) '([A-Za-z_$][\w$]*)'\)/,
  /^(?:[\w$.]*?)([A-Za-z_$][\w$]*)\.([A-Za-z_$][\w$]*) is not a function/,
];

const KINDS: readonly (readonly [RegExp, Shape["kind"]])[] = [
  [
    /not iterable|must be (?:an )?iterable|not a sequence|cannot unpack|is not a (?:list|array)|expected (?:a )?(?:list|array)/i,
    "list",
  ],
  [/not callable|is not a function|must be (?:a )?function|must be callable/i, "callable"],
  [/must be (?:a )?str|expected (?:a )?str|requires string|bytes-like object|must be a string|not a string/i, "text"],
  [
    /must be (?:an )?int|must be (?:a )?real number|interpreted as an integer|must be a number|not a number|unsupported operand|bad operand/i,
    "int",
  ],
  [
    /must be (?:a )?mapping|expected (?:a )?(?:dict|object|mapping)|indices must be|must be an object|not subscriptable/i,
    "record",
  ],
];

/** Reads a missing attribute or a wanted type out of an error message and guesses which argument is meant. */
export function readError(scenario: Scenario, message: string): readonly ErrorLesson[] {
  const args = "args" in scenario.act ? scenario.act.args : [];
  for (const [at, pattern] of MISSING_ATTRIBUTE.entries()) {
    const found = pattern.exec(message);
    if (!found) continue;
    const [, subject, field] = found as unknown as [string, string, string];
    const meant = at === 2 ? args.map((_, index) => index) : indexesOf(args, subject);
    const inner: Shape = at === 2 ? { kind: "callable", source: "run" } : { kind: "unknown", source: "run" };
    return meant.slice(0, 2).map((index) => ({
      index,
      shape: { kind: "unknown", source: "run", fields: { ...fieldsOf(args[index]), [field]: inner } },
    }));
  }
  const wanted = KINDS.find(([pattern]) => pattern.test(message))?.[1];
  if (wanted === undefined) return [];
  const culprit = /'([\w.]+)'(?! and)/.exec(message)?.[1];
  const meant = culprit === undefined ? args.map((_, index) => index) : indexesOf(args, culprit);
  return meant.slice(0, 2).map((index) => ({ index, shape: { kind: wanted, source: "run" } }));
}

/** Arguments whose type an error calls `subject`. */
function indexesOf(args: readonly Value[], subject: string): readonly number[] {
  return args
    .map((value, index) => [index, typeWords(value)] as const)
    .filter(([, words]) => words.includes(subject.toLowerCase()))
    .map(([index]) => index);
}

function typeWords(value: Value): readonly string[] {
  if (value === null) return ["nonetype", "null"];
  if (typeof value === "string") return ["str", "string"];
  if (typeof value === "boolean") return ["bool", "boolean"];
  if (isList(value)) return ["list", "array"];
  if (isRecord(value)) return ["dict", "object"];
  if (numberIn(value) !== null) return ["int", "float", "number"];
  const kind = kindOf(value);
  return [kind, kind === "nothing" ? "undefined" : kind, "simplenamespace", "function"];
}

function fieldsOf(value: Value | undefined): { readonly [name: string]: Shape } {
  if (value === undefined || !isRecord(value)) return {};
  const fields: { [name: string]: Shape } = {};
  for (const name of Object.keys(value).slice(0, 8)) fields[name] = { kind: "unknown", source: "run" };
  return fields;
}
