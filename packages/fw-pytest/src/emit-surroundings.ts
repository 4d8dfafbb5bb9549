import { PROGRAM, type Surroundings } from "@autotest/core";
import { filesLines } from "./emit-files.js";
import { momentText, needsFreezer } from "./freeze-clock.js";
import { patchText } from "./patch-text.js";
import type { SuiteWriter } from "./suite-writer.js";

/** The lines that set what surrounds a test, in the words of pytest. It takes them back itself. */
export function surroundingsLines(given: Surroundings | undefined, writer: SuiteWriter): readonly string[] {
  if (given === undefined) return [];
  const { print, use } = writer;
  return [
    ...(given.files === undefined ? [] : filesLines(given.files, writer)),
    ...(given.arguments === undefined ? [] : [patchText("sys.argv", print([PROGRAM, ...given.arguments]), writer)]),
    ...(given.input === undefined
      ? []
      : [patchText("sys.stdin", print({ $: "new", ref: "io:StringIO", args: [given.input] }), writer)]),
    ...Object.entries(given.environment ?? {}).map(([name, text]) =>
      text === null
        ? `monkeypatch.delenv(${print(name)}, raising=False)`
        : `monkeypatch.setenv(${print(name)}, ${print(text)})`,
    ),
    ...Object.entries(given.state ?? {}).map(([name, value]) =>
      patchText(`${writer.module}.${name}`, print(value), writer),
    ),
    ...(given.chance === undefined ? [] : [`${use("random:")}.seed(${given.chance})`]),
    ...(given.now === undefined ? [] : clockLines(given.now, writer)),
    ...(given.tick === undefined ? [] : counterLines(given.tick, writer)),
    ...(given.uuid === undefined ? [] : uuidLines(given.uuid, writer)),
  ];
}

function clockLines(now: number, writer: SuiteWriter): readonly string[] {
  const { clocks, freezer, print } = writer;
  if (needsFreezer(clocks)) return [`${freezer}(monkeypatch, ${print(momentText(now))})`];
  return clocks.map(({ what, target }) =>
    patchText(target, `lambda: ${what === "time.time" ? `${now}.0` : `${now} * 10**9`}`, writer),
  );
}

/** Each function counts by itself, whatever name the file has for it. */
function counterLines(tick: number, writer: SuiteWriter): readonly string[] {
  return writer.counters.map(({ what, target }, at) => {
    if (writer.counters[at - 1]?.what === what) {
      const [module = "", name = ""] = what.split(".");
      return patchText(target, `${writer.use(`${module}:`)}.${name}`, writer);
    }
    const step = what.endsWith("_ns") ? `${tick * 10} * 10**8` : floatText(tick);
    return patchText(target, `${writer.use("itertools:count")}(${step}, ${step}).__next__`, writer);
  });
}

function floatText(seconds: number): string {
  return Number.isInteger(seconds) ? `${seconds}.0` : String(seconds);
}

function uuidLines(uuid: string, writer: SuiteWriter): readonly string[] {
  const made = writer.print({ $: "new", ref: "uuid:UUID", args: [uuid] });
  return writer.uuids.map((target) => patchText(target, `lambda: ${made}`, writer));
}
