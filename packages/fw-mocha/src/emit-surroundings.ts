import { PROGRAM, type Surroundings, type Value } from "@autotest/core";
import type { SupportName } from "./emit-act.js";
import { array, block, call, type Doc, flat, object, sequence } from "./emit-layout.js";
import { freeName } from "./emit-prepare.js";
import type { TestBody, TestWriter } from "./emit-test.js";
import { keyText, valueDoc } from "./emit-value.js";

/** The body of a test within what its scenario sets, which is taken back when the test has ended, however it ends. */
export function surrounded(
  body: TestBody,
  surroundings: Surroundings,
  taken: ReadonlySet<string>,
  writer: TestWriter,
): TestBody {
  const replace = freeName(["replace", "substitute"], taken);
  const settings = replacements(surroundings, writer).map((args) => call(replace, args));
  const { uuid, files } = surroundings;
  if (settings.length === 0 && uuid === undefined && files === undefined) return body;
  const parameters = settings.length === 0 ? "()" : `(${replace})`;
  const layers: (readonly [SupportName, readonly Doc[]])[] = [];
  if (settings.length > 0) layers.push(["restoring", []]);
  if (uuid !== undefined) layers.push(["withUuid", [valueDoc(uuid, writer.language, writer.scope)]]);
  // Around the others: variables that the test sets say where temporary folders are.
  if (files !== undefined) layers.push(["inFolder", [filesDoc(files, writer)]]);
  let test: Doc = functionDoc(parameters, [...settings, ...body.statements], body, writer);
  for (const [depth, [name, first]] of layers.entries())
    test = call(writer.support(name), [...first, depth === 0 ? test : sequence("() => ", test)]);
  // What it gives is a promise that Mocha waits for.
  return { isAsync: false, statements: [test], isExpression: true };
}

/** How many functions a test with these surroundings lies in. */
export function depthWithin({ files, uuid, ...others }: Surroundings): number {
  return [files !== undefined, uuid !== undefined, Object.keys(others).length > 0].filter(Boolean).length;
}

/** Files that are not there are not made. */
function filesDoc(files: NonNullable<Surroundings["files"]>, { language, scope }: TestWriter): Doc {
  const entries = Object.entries(files).flatMap(([path, text]) =>
    text === null ? [] : [sequence(`${keyText(path, scope)}: `, language.print(text, scope))],
  );
  return object(entries);
}

function functionDoc(
  parameters: string,
  statements: readonly Doc[],
  { isAsync }: TestBody,
  { end }: Pick<TestWriter, "end">,
): Doc {
  const lines = statements.map((statement) => {
    // Without semicolons a line that begins like this would continue the one before.
    const guard = end === "" && /^[[(`+/-]/.test(flat(statement)) ? ";" : "";
    return sequence(guard, statement, end);
  });
  return sequence(`${isAsync ? "async " : ""}${parameters} => `, block(lines));
}

/** Object, name and new value of each property that is replaced. */
function replacements(surroundings: Surroundings, writer: TestWriter): readonly (readonly Doc[])[] {
  const { arguments: given, input, environment = {}, now, tick, chance } = surroundings;
  const print = (value: Value): Doc => valueDoc(value, writer.language, writer.scope);
  const all: (readonly Doc[])[] = [];
  if (given !== undefined) all.push(["process", print("argv"), print(["node", PROGRAM, ...given])]);
  if (input !== undefined) {
    const chunks = input === "" ? [] : [call("Buffer.from", [print(input)])];
    const stream = call(`${writer.scope.use("node:stream:Readable")}.from`, [array(chunks)]);
    all.push(["process", print("stdin"), stream]);
  }
  for (const [name, text] of Object.entries(environment))
    all.push(["process.env", print(name), text === null ? "undefined" : print(text)]);
  if (now !== undefined) {
    const moment = new Date(now * 1000).toISOString().replace(".000Z", "Z");
    all.push(["globalThis", print("Date"), call(writer.support("frozenDate"), [print(moment)])]);
  }
  if (tick !== undefined)
    all.push(["performance", print("now"), call(writer.support("countingUp"), [print(tick * 1000)])]);
  if (chance !== undefined) all.push(["Math", print("random"), `() => ${chance / 10}`]);
  return all;
}
