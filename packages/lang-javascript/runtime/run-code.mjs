// A test that came as source text: its lines are the body of a function, its refs the parameters of that function.
import vm from "node:vm";
import { resolveRef } from "./refs.mjs";
import { standInFor } from "./spoil.mjs";

const { Script } = vm;
const FILE = "autotest-test.js";
const compiled = new Map();

/** The modules of the refs of a test as code. */
export function modulesOf(act) {
  return Object.values(act.refs).map((ref) => ref.slice(0, ref.lastIndexOf(":")));
}

/** The test as a function without arguments. What it names is looked up now. */
export function prepareCode(act) {
  const names = Object.keys(act.refs);
  const values = names.map((name) => standInFor(act.refs[name], takenFrom(act.refs[name])));
  const test = compile(act, names);
  return () => test(...values);
}

/** A default export that a module of the other kind does not have is the module itself. */
function takenFrom(ref) {
  const colon = ref.lastIndexOf(":");
  if (ref.slice(colon + 1) !== "default") return resolveRef(ref).value;
  const whole = resolveRef(ref.slice(0, colon + 1)).value;
  return whole !== null && (typeof whole === "object" || typeof whole === "function") && "default" in whole
    ? whole.default
    : whole;
}

function compile(act, names) {
  const text = `(${act.async ? "async " : ""}function test(${names.join(", ")}) { "use strict";\n${act.lines.join("\n")}\n})`;
  let test = compiled.get(text);
  if (test === undefined) {
    test = new Script(text, { filename: FILE }).runInThisContext();
    compiled.set(text, test);
  }
  return test;
}

/** Position of the test's own line nearest to where `error` was made, or undefined. */
export function lineOfTest(error) {
  const stack = typeof error?.stack === "string" ? error.stack : "";
  const line = new RegExp(`${FILE}:(\\d+):`).exec(stack)?.[1];
  return line === undefined ? undefined : Number(line) - 2;
}
