import { type ImportedName, importedNames } from "./read-imports.js";

/** A function or class of the standard library that a source file calls, and under which name a test can replace it there. */
export interface LibraryUse {
  /** `time.time`, `datetime.date`: module and name. */
  readonly what: string;
  /** Dotted name for `monkeypatch.setattr`: of the file itself where that bound the name, else of the library. */
  readonly target: string;
  /** Of a class: the methods that ask the clock. */
  readonly methods: readonly string[];
  /** True when some call of `now` is given something. */
  readonly zones: boolean;
  /** True when the file asks what is an instance of it: of the real class too, then. */
  readonly checked: boolean;
}

interface Clock {
  readonly module: string;
  readonly name: string;
  /** Methods of a class that ask the clock; none: a function. */
  readonly methods: readonly string[];
}

const CLOCKS: readonly Clock[] = [
  { module: "datetime", name: "datetime", methods: ["now", "utcnow", "today"] },
  { module: "datetime", name: "date", methods: ["today"] },
  { module: "time", name: "time", methods: [] },
  { module: "time", name: "time_ns", methods: [] },
];

/** The clocks that the text of a file reads. Where it reads none itself, others read `time.time` for it. */
export function clocksIn(source: string, module: string): readonly LibraryUse[] {
  const found = CLOCKS.flatMap((clock) => usesOf(clock, source, module));
  return found.length > 0
    ? found
    : [{ what: "time.time", target: "time.time", methods: [], zones: false, checked: false }];
}

/** Counters of elapsed time; `timeit` has one of them under a name of its own. */
const COUNTERS: readonly Clock[] = [
  ...["monotonic", "perf_counter", "process_time", "thread_time"].flatMap((name) => [
    { module: "time", name, methods: [] },
    { module: "time", name: `${name}_ns`, methods: [] },
  ]),
  { module: "timeit", name: "default_timer", methods: [] },
];

/** The counters of elapsed time that the text of a file reads, under each name it has for them; those of the library first. */
export function countersIn(source: string, module: string): readonly Pick<LibraryUse, "what" | "target">[] {
  return COUNTERS.flatMap((counter) => {
    const what = `${counter.module}.${counter.name}`;
    const found = usesOf(counter, source, module);
    const spoken = found.map(({ target }) => (target === what ? what : target.slice(module.length + 1)));
    const others = spoken.flatMap((name) => aliasesOf(name, source)).map((name) => `${module}.${name}`);
    const targets = [...new Set([...found.map(({ target }) => target), ...others])];
    // Several names of one function count together.
    if (targets.length > 1 && !targets.includes(what)) targets.push(what);
    return targets.sort((a, b) => Number(b === what) - Number(a === what)).map((target) => ({ what, target }));
  });
}

/** Variables of the module that hold what stands under a name: `clock = time.perf_counter`. */
function aliasesOf(name: string, source: string): readonly string[] {
  const value = name.replaceAll(".", "\\.");
  const given = source.matchAll(new RegExp(`^([ \\t]*)(\\w+)[ \\t]*=[ \\t]*${value}[ \\t]*(?:#.*)?$`, "gm"));
  return [...given].flatMap(({ 1: indent = "", 2: alias = "", index }) =>
    isInside(indent, source.slice(0, index)) ? [] : [alias],
  );
}

/** The dotted names under which a test replaces `uuid.uuid4` for that file. */
export function uuidTargets(source: string, module: string): readonly string[] {
  const found = usesOf({ module: "uuid", name: "uuid4", methods: [] }, source, module);
  return found.length > 0 ? found.map(({ target }) => target) : ["uuid.uuid4"];
}

function usesOf(clock: Clock, source: string, module: string): readonly LibraryUse[] {
  const what = `${clock.module}.${clock.name}`;
  const found = new Map<string, LibraryUse>();
  for (const { imported, isLocal } of importsIn(source)) {
    if (imported.module !== clock.module || (imported.name !== "" && imported.name !== clock.name)) continue;
    const whole = imported.name === "";
    const spoken = (whole ? `${imported.local}.${clock.name}` : imported.local).replaceAll(".", "\\.");
    const methods = clock.methods.filter((name) => has(source, `${spoken}\\.${name}(?!\\w)`));
    if (clock.methods.length > 0 ? methods.length === 0 : !has(source, `${spoken}(?![\\w.])`)) continue;
    const target = whole || isLocal ? what : `${module}.${imported.local}`;
    const before = found.get(target);
    found.set(target, {
      what,
      target,
      methods: clock.methods.filter((name) => methods.includes(name) || before?.methods.includes(name)),
      zones: before?.zones === true || has(source, `${spoken}\\.now(?!\\w|\\s*\\(\\s*\\))`),
      checked: before?.checked === true || has(source, `isinstance\\([^\\n]*\\b${spoken}(?![\\w.])`),
    });
  }
  return [...found.values()];
}

function has(source: string, pattern: string): boolean {
  return new RegExp(`(?<![\\w.])${pattern}`).test(source);
}

/** Every import of a file, those inside functions too: what these bind, no test can replace by the file's own name. */
function importsIn(source: string): readonly { readonly imported: ImportedName; readonly isLocal: boolean }[] {
  const statements = source.matchAll(/^([ \t]*)(from\s+\S+\s+import\s+(?:\([^)]*\)|[^\n]+)|import\s+[^\n]+)/gm);
  return [...statements].flatMap(({ 1: indent = "", 2: statement = "", index }) => {
    const isLocal = isInside(indent, source.slice(0, index));
    return importedNames(statement).map((imported) => ({ imported, isLocal }));
  });
}

/** Whether a line with that indentation, behind that text, belongs to a function or class. */
function isInside(indent: string, before: string): boolean {
  return indent !== "" && /^(?:async\s+def|def|class|@)/.test(lastOpening(before));
}

/** The nearest line above that stands at the left edge. */
function lastOpening(before: string): string {
  return before.split("\n").findLast((line) => /^[^\s#)\]}]/.test(line)) ?? "";
}
