import type { Call, Example, Ref, Scenario, Step, Value } from "@autotest/core";
import type { ExampleScope } from "./example-scope.js";
import type { Prompt } from "./find-sessions.js";
import { fieldOf, namedOf, parsePython, type SyntaxNode } from "./parse.js";
import { type ReadCall, readCall, readValue, type Session } from "./read-expression.js";
import { readPromise } from "./read-promise.js";

/** An example and the name of the unit it shows. */
export interface FoundExample {
  readonly unit: string;
  readonly example: Example;
}

/**
 * Reads the prompts of one docstring or block as data. `enclosing` is the unit they were written for, if any; `shift` is added
 * to their lines. A prompt that cannot be read is left out, and so is all that hangs on it.
 */
export async function readExamples(
  prompts: readonly Prompt[],
  scope: ExampleScope,
  enclosing: string | undefined,
  shift: number,
  source?: string,
  imports: Map<string, Ref> = new Map(),
): Promise<readonly FoundExample[]> {
  const session: Session = { scope, imports, inline: new Map(), bound: new Map(), steps: [] };
  const found: FoundExample[] = [];
  for (const prompt of prompts) {
    const tree = await parsePython(prompt.code.replace(/\s+#.*$/, ""));
    const statements = tree.errorLine === null ? namedOf(tree.root) : [];
    if (/#\s*doctest:.*\+SKIP/.test(prompt.code) || statements.length === 0) {
      forget(prompt.code, session);
      continue;
    }
    for (const [at, statement] of statements.entries()) {
      const shown = at === statements.length - 1 ? prompt.shown : "";
      const example = await readStatement(statement, shown, session, enclosing);
      if (example === null) continue;
      const { unit, scenario, promise } = example;
      found.push({
        unit,
        example: {
          call: statement.text,
          expected: prompt.shown,
          line: prompt.line + shift,
          ...(source === undefined ? {} : { source }),
          scenario,
          ...(promise ? { promise } : {}),
        },
      });
    }
  }
  return found;
}

type ReadStatement = {
  readonly unit: string;
  readonly scenario: Scenario;
  readonly promise?: NonNullable<Example["promise"]> | undefined;
};

/** Runs one statement through the session; gives an example when it shows a result of a unit. */
async function readStatement(
  statement: SyntaxNode,
  shown: string,
  session: Session,
  enclosing: string | undefined,
): Promise<ReadStatement | null> {
  if (statement.type === "import_statement" || statement.type === "import_from_statement") {
    readImport(statement, session.imports);
    return null;
  }
  const inner = statement.type === "expression_statement" ? namedOf(statement)[0] : undefined;
  if (inner === undefined) {
    forget(statement.text, session);
    return null;
  }
  if (inner.type === "assignment") {
    readAssignment(inner, session);
    return null;
  }
  const before = session.steps.length;
  const read = shown === "" ? null : await readShown(inner, shown, session);
  if (read === null) {
    const call = shown === "" ? readCall(inner, session) : null;
    if (call) session.steps.push({ call: call.call });
    else {
      session.steps.length = before;
      forget(inner.text, session);
    }
    return null;
  }
  const { call, promise, unit = enclosing } = read;
  const scenario: Scenario = { arrange: neededSteps(session.steps, call), act: call };
  if (call.kind === "method" || call.kind === "set") session.steps.push({ call });
  return unit === undefined ? null : { unit, scenario, promise };
}

/** An expression whose result is shown: a call, a name bound to one, a comparison that holds, printing one. */
async function readShown(
  node: SyntaxNode,
  shown: string,
  session: Session,
): Promise<{
  readonly call: Call;
  readonly unit: string | undefined;
  readonly promise?: Example["promise"] | undefined;
} | null> {
  if (node.type === "comparison_operator" && shown === "True") {
    const [left, right] = namedOf(node);
    const sign = node.children.find((child) => child.field === "operators")?.text;
    const value =
      right && namedOf(node).length === 2 && (sign === "==" || sign === "is") ? readValue(right, session) : undefined;
    const read = left && value !== undefined ? readCall(left, session) : null;
    return read && { call: read.call, unit: read.unit?.name, promise: { kind: "returns", value: value as Value } };
  }
  const printed =
    node.type === "call" && fieldOf(node, "function")!.text === "print" ? fieldOf(node, "arguments")! : null;
  const subject = printed === null ? node : namedOf(printed).length === 1 ? namedOf(printed)[0]! : null;
  const read = subject === null ? null : (readCall(subject, session) ?? readName(subject, session));
  if (read === null) return null;
  const unit = read.unit?.name;
  if (printed !== null) return { call: read.call, unit, promise: { kind: "prints", text: shown } };
  return { call: read.call, unit, promise: (await readPromise(shown)) ?? undefined };
}

/** `>>> x` shows what the line that bound `x` gave, if nothing happened to it since. */
function readName(node: SyntaxNode, session: Session): ReadCall | null {
  if (node.type !== "identifier" || !session.bound.has(node.text)) return null;
  const last = session.steps.at(-1);
  if (!last || !("call" in last) || last.name !== node.text) return null;
  session.steps.pop();
  session.bound.delete(node.text);
  const ref = "ref" in last.call ? last.call.ref : undefined;
  return { call: last.call, unit: ref === undefined ? undefined : session.scope.unitOf(ref) };
}

function readAssignment(node: SyntaxNode, session: Session): void {
  const left = fieldOf(node, "left")!;
  const right = fieldOf(node, "right");
  const name = left.text;
  if (left.type !== "identifier" || right === undefined) {
    forget(node.text, session);
    return;
  }
  const call = right.type === "identifier" ? null : readCall(right, session);
  if (call !== null) {
    const { unit } = call;
    session.inline.delete(name);
    session.steps.push({ name, call: call.call });
    session.bound.set(name, unit?.kind === "class" ? unit.name : undefined);
    return;
  }
  const value = readValue(right, session);
  if (value === undefined) {
    forget(node.text, session);
    return;
  }
  const immutable = value === null || typeof value !== "object" || ("$" in value && value.$ === "ref");
  session.bound.delete(name);
  session.inline.delete(name);
  if (immutable) session.inline.set(name, value);
  else {
    session.steps.push({ name, value });
    session.bound.set(name, undefined);
  }
}

/** What a line did that could not be read may have changed every name in it. */
function forget(code: string, { bound, inline, imports }: Session): void {
  for (const name of code.match(/[A-Za-z_]\w*/g) ?? []) {
    bound.delete(name);
    inline.delete(name);
    // The name may stand for anything now, so it must not fall through to the module's own.
    if (new RegExp(`\\b${name}\\s*(=(?!=)|,)|def ${name}\\b|class ${name}\\b|as ${name}\\b`).test(code))
      imports.set(name, "?:");
  }
}

/** The steps that the act needs, in order: what binds its names, and what else was done to them or for its own sake. */
function neededSteps(steps: readonly Step[], act: Call): readonly Step[] {
  const needed = namesIn(act);
  const kept: Step[] = [];
  for (const step of [...steps].reverse()) {
    const uses = "call" in step ? namesIn(step.call) : namesIn(step.value);
    const binds = step.name !== undefined && needed.has(step.name);
    const touches = step.name === undefined && (uses.size === 0 || [...uses].some((name) => needed.has(name)));
    if (!binds && !touches) continue;
    kept.unshift(step);
    if (step.name !== undefined) needed.delete(step.name);
    for (const name of uses) needed.add(name);
  }
  return kept;
}

function namesIn(data: unknown): Set<string> {
  const found = new Set<string>();
  const text = JSON.stringify(data);
  for (const match of text.matchAll(/\{"\$":"var","name":"(\w+)"\}/g)) found.add(match[1]!);
  return found;
}

function readImport(node: SyntaxNode, imports: Map<string, Ref>): void {
  const from = fieldOf(node, "module_name")?.text;
  if (from !== undefined && namedOf(node).some((each) => each.type === "wildcard_import")) imports.set("*", `${from}:`);
  for (const child of node.children.filter((each) => each.field === "name")) {
    const name = child.type === "aliased_import" ? fieldOf(child, "name")!.text : child.text;
    const alias = child.type === "aliased_import" ? fieldOf(child, "alias")!.text : undefined;
    if (from !== undefined) imports.set(alias ?? name, `${from}:${name}`);
    else imports.set(alias ?? name.split(".")[0]!, `${alias === undefined ? name.split(".")[0] : name}:`);
  }
}
