import type { LibraryUse } from "./clock-uses.js";
import { patchText } from "./patch-text.js";
import type { SuiteWriter } from "./suite-writer.js";
import { wrapLine } from "./wrap-line.js";

/** What the function is called, unless the suite has something else of that name. */
export const FREEZER = "freeze_clock";

/** True when stopping the clocks takes a class of its own, and with it a function that all tests share. */
export function needsFreezer(clocks: readonly LibraryUse[]): boolean {
  return clocks.some(({ methods }) => methods.length > 0);
}

/** Seconds since 1970 as people write a moment in UTC. */
export function momentText(now: number): string {
  return new Date(now * 1000).toISOString().slice(0, 19).replace("T", " ");
}

/** The function that stops every clock the file under test reads; no line break at the end. */
export function freezerText(name: string, writer: SuiteWriter): string {
  const { clocks, indent: step, module } = writer;
  const classes = clocks.filter(({ methods }) => methods.length > 0);
  const functions = clocks.filter(({ methods }) => methods.length === 0);
  const lines = [
    `def ${name}(monkeypatch, moment):`,
    `${step}"""Stops the clock of ${module} at \`moment\`, which is in UTC."""`,
    ...[...new Map(classes.map((one) => [one.what, one])).keys()].flatMap((what) => [
      "",
      ...classText(what, classes, writer),
    ]),
    "",
    ...(functions.length > 0
      ? [`${step}seconds = ${writer.use("datetime:datetime")}.fromisoformat(f${zoned(writer)}).timestamp()`]
      : []),
    ...clocks.flatMap((one) => wrapLine(patchText(one.target, standIn(one), writer), step, step)),
  ];
  return lines.join("\n");
}

const CLASSES: { readonly [what: string]: string } = {
  "datetime.datetime": "FrozenDatetime",
  "datetime.date": "FrozenDate",
};

function standIn({ what }: LibraryUse): string {
  return CLASSES[what] ?? `lambda: ${what === "time.time" ? "seconds" : "int(seconds) * 10**9"}`;
}

/** A subclass, so that the file under test can still make dates and ask what is one. */
function classText(what: string, uses: readonly LibraryUse[], writer: SuiteWriter): readonly string[] {
  const step = writer.indent;
  const same = uses.filter((one) => one.what === what);
  const methods = [...new Set(same.flatMap((one) => one.methods))];
  const whole = what === "datetime.datetime" ? "cls.fromisoformat(moment)" : "cls.fromisoformat(moment[:10])";
  const bodies = methods.map((method) => {
    if (method !== "now" || !same.some((one) => one.zones)) return [`def ${method}(cls):`, `${step}return ${whole}`];
    return [
      "def now(cls, tz=None):",
      `${step}utc = cls.fromisoformat(f${zoned(writer)})`,
      `${step}return utc.astimezone(tz) if tz else utc.replace(tzinfo=None)`,
    ];
  });
  const real = writer.use(what.replace(".", ":"));
  const checks = same.some((one) => one.checked);
  const kind = `Any${CLASSES[what]?.replace("Frozen", "")}`;
  return [
    ...(checks ? kindLines(kind, real, step).map((line) => (line === "" ? "" : `${step}${line}`)) : []),
    `${step}class ${CLASSES[what]}(${real}${checks ? `, metaclass=${kind}` : ""}):`,
    ...bodies.flatMap((body, at) => [
      ...(at > 0 ? [""] : []),
      ...["@classmethod", ...body].map((line) => `${step}${step}${line}`),
    ]),
  ];
}

/** A class of classes whose instances are those of the real class too: what tests hand in is of that. */
function kindLines(name: string, real: string, step: string): readonly string[] {
  return [
    `class ${name}(type):`,
    `${step}def __instancecheck__(cls, value):`,
    `${step}${step}return isinstance(value, ${real})`,
    "",
  ];
}

function zoned(writer: SuiteWriter): string {
  return writer.print("{moment}+00:00");
}
