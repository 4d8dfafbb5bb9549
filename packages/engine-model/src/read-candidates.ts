import type { Code, ReadImport, ReadTest } from "@autotest/core";
import type { AnsweredTest } from "./answer-schema.js";
import { type CodeScope, repairCode, reshape } from "./repair-code.js";

/** One test function of an answer: as code that can be run, or with the reason why it cannot. */
export interface ReadCandidate {
  readonly answered: AnsweredTest;
  readonly test: ReadTest | null;
  readonly code: Code;
  /** Null when nothing speaks against running it. */
  readonly fault: {
    readonly gate: "parses" | "imports" | "effects" | "fails-when-undone";
    readonly reason: string;
  } | null;
}

/** Faults that are about what a test does to the world; the others are about what it proves. */
const EFFECTS = /network|process|files|code|other tests/;
/** A test nobody would read. */
const MOST_LINES = 80;

/** Every test function of one answered test, put into shape and checked by its syntax tree. */
export async function readCandidates(answered: AnsweredTest, scope: CodeScope): Promise<readonly ReadCandidate[]> {
  const { language } = scope.request;
  const asText = (reason: string): ReadCandidate => ({
    answered,
    test: null,
    code: { kind: "code", lines: answered.code.split("\n").slice(0, MOST_LINES), refs: {} },
    fault: { gate: "parses", reason },
  });
  const imports = await importsOf(answered.imports, scope);
  let problem = "it holds no test";
  for (const text of reshape(answered.code)) {
    const reading = await language.readTests?.(text);
    if (reading === undefined) return [];
    if (reading.ok && reading.tests.length > 0)
      return reading.tests.map((test) => check(answered, test, [...reading.imports, ...imports], scope));
    if (!reading.ok) problem = `${reading.reason} (line ${reading.line})`;
  }
  return [asText(problem)];
}

/** Imports beside the code, each by itself: one that cannot be read spoils nothing. */
async function importsOf(statements: readonly string[], { request }: CodeScope): Promise<readonly ReadImport[]> {
  const read = await Promise.all(statements.slice(0, 20).map((text) => request.language.readTests?.(text)));
  return read.flatMap((one) => (one?.ok && one.tests.length === 0 ? one.imports : []));
}

function check(
  answered: AnsweredTest,
  test: ReadTest,
  imports: readonly ReadImport[],
  scope: CodeScope,
): ReadCandidate {
  const repaired = repairCode(test, imports, scope);
  const code: Code = repaired.ok ? repaired.code : { kind: "code", lines: test.lines.slice(0, MOST_LINES), refs: {} };
  return { answered, test, code, fault: faultOf(test, repaired) };
}

function faultOf(test: ReadTest, repaired: ReturnType<typeof repairCode>): ReadCandidate["fault"] {
  const [fault] = test.faults;
  if (fault !== undefined)
    return { gate: EFFECTS.test(fault) ? "effects" : "fails-when-undone", reason: `it ${fault}` };
  if (test.assertions.length === 0) return { gate: "fails-when-undone", reason: "it asserts nothing that could fail" };
  if (test.lines.length > MOST_LINES) return { gate: "parses", reason: `it is ${test.lines.length} lines long` };
  return repaired.ok ? null : { gate: "imports", reason: repaired.reason };
}
