import type { Value } from "../../model/index.js";

/**
 * The toy language: a language without a runtime, for tests of engines and of the kit itself. A file is a list of
 * functions; a function is a list of rules, the first that fits decides:
 *
 *     # a comment
 *     fn sign n
 *       n < 0 -> "negative"
 *       n == 0 -> !ZeroError
 *       -> n
 *
 * A result is a JSON literal, a parameter, `!Name` (raises) or `exit` (ends the runtime).
 */
export interface ToyFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  /** 1-based. */
  readonly line: number;
  readonly rules: readonly ToyRule[];
}

/** One rule; without `condition` it always fits. */
export interface ToyRule {
  readonly line: number;
  readonly condition?: {
    readonly parameter: string;
    readonly operator: "<" | "==" | ">";
    readonly value: Value;
    readonly text: string;
  };
  readonly result: string;
}

/** A parsed file, or the line that cannot be read. */
export type ToySource =
  | { readonly ok: true; readonly functions: readonly ToyFunction[] }
  | { readonly ok: false; readonly line: number; readonly reason: string };

const FUNCTION: RegExp = /^fn ([a-z]\w*)((?: [a-z]\w*)*)$/;
const RULE: RegExp = /^ {2}(?:([a-z]\w*) (<|==|>) (\S+) )?-> (\S.*)$/;

/** Reads a toy file. Lines of suites (`test ...`) and comments are passed over. */
export function readToy(text: string): ToySource {
  const functions: (ToyFunction & { readonly rules: ToyRule[] })[] = [];
  for (const [index, raw] of text.split("\n").entries()) {
    const source = raw.replace(/\r$/, "");
    const line = index + 1;
    if (source.trim() === "" || source.startsWith("#") || source.startsWith("test ")) continue;
    const head = FUNCTION.exec(source);
    const rule = RULE.exec(source);
    const current = functions.at(-1);
    try {
      if (head !== null)
        functions.push({ name: head[1]!, parameters: head[2]!.split(" ").filter(Boolean), line, rules: [] });
      else if (rule !== null && current !== undefined) current.rules.push(readRule(rule, line));
      else return { ok: false, line, reason: `expected a function or a rule: ${source}` };
    } catch {
      return { ok: false, line, reason: `not a literal: ${source}` };
    }
  }
  return { ok: true, functions };
}

function readRule([, parameter, operator, literal, result = ""]: RegExpExecArray, line: number): ToyRule {
  if (parameter === undefined || operator === undefined || literal === undefined) return { line, result };
  const value = JSON.parse(literal) as Value;
  return {
    line,
    result,
    condition: { parameter, operator: operator as "<", value, text: `${parameter} ${operator} ${literal}` },
  };
}
