import type { Dialect, Example, Scenario, Unit, Value } from "@autotest/core";
import { floatValue } from "../values/value-kind.js";

/** An example as data. */
export interface ReadExample {
  readonly example: Example;
  readonly scenario: Scenario;
}

/** The calls a person wrote into the documentation: as the language read them, otherwise those whose arguments are plain literals. */
export function readExamples(unit: Unit, dialect: Dialect): readonly ReadExample[] {
  return unit.examples.flatMap((example) => {
    const scenario = example.scenario ?? readScenario(example.call, unit, dialect);
    return scenario === null ? [] : [{ example, scenario }];
  });
}

function readScenario(call: string, unit: Unit, dialect: Dialect): Scenario | null {
  const ref = unit.ref;
  const kind = unit.kind === "class" ? "new" : "function";
  if (ref === null || (kind === "function" && unit.kind !== "function" && unit.kind !== "static-method")) return null;
  const inside = /^[\w.\s]*?\b\w+\s*\((.*)\)\s*;?$/s.exec(call.trim())?.[1];
  const args = inside === undefined ? null : readLiterals(inside, dialect);
  return args === null ? null : { arrange: [], act: { kind, ref, args } };
}

/** Literals separated by commas, or null when something else is among them. */
export function readLiterals(text: string, dialect: Dialect): readonly Value[] | null {
  const reader = { text, at: 0 };
  const values: Value[] = [];
  for (;;) {
    if (skip(reader) === "") return values;
    const value = readLiteral(reader, dialect);
    if (value === undefined) return null;
    values.push(value);
    const next = skip(reader);
    if (next === "") return values;
    if (next !== ",") return null;
    reader.at++;
  }
}

interface Reader {
  readonly text: string;
  at: number;
}

function skip(reader: Reader): string {
  while (/\s/.test(reader.text[reader.at] ?? "")) reader.at++;
  return reader.text[reader.at] ?? "";
}

function readLiteral(reader: Reader, dialect: Dialect): Value | undefined {
  const rest = reader.text.slice(reader.at);
  const quoted = /^(["'])((?:(?!\1)[^\\\n]|\\[nt\\"'])*)\1/.exec(rest);
  if (quoted) {
    reader.at += quoted[0].length;
    return (quoted[2] as string).replace(/\\(.)/g, (_, letter: string) =>
      letter === "n" ? "\n" : letter === "t" ? "\t" : letter,
    );
  }
  const number = /^-?\d+(\.\d+)?(?![\w.])/.exec(rest);
  if (number) {
    reader.at += number[0].length;
    return number[1] === undefined && Number.isSafeInteger(Number(number[0]))
      ? Number(number[0])
      : floatValue(Number(number[0]), dialect);
  }
  const word = /^(?:true|True|false|False|null|None)\b/.exec(rest)?.[0];
  if (word !== undefined) {
    reader.at += word.length;
    return /^n/i.test(word) ? (dialect.nothing[0] ?? null) : /^t/i.test(word);
  }
  if (!rest.startsWith("[")) return undefined;
  reader.at++;
  const items: Value[] = [];
  while (skip(reader) !== "]") {
    const item = readLiteral(reader, dialect);
    if (item === undefined) return undefined;
    items.push(item);
    if (skip(reader) === ",") reader.at++;
    else if (skip(reader) !== "]") return undefined;
  }
  reader.at++;
  return items;
}
