import type {
  Compare,
  Dialect,
  Goal,
  Language,
  Mutant,
  Observation,
  Outcome,
  Probe,
  RunOptions,
  Scenario,
  ScenarioResult,
  SourceFile,
  Surroundings,
  Unit,
  Value,
} from "@autotest/core";

/** What a hand-instrumented function gets: `hit` marks a goal, `compare` records operands and returns the answer. */
export interface Marks {
  hit(index: number): true;
  compare(op: string, left: Value, right: Value, line: number, answer: boolean): boolean;
  /** True while this mutant is in force; says that its place was run. */
  mutant(index: number): boolean;
  /** Passes this many points of the code. */
  pass(points: number): void;
  /** What the scenario set around the run; undefined for what it did not set. */
  ask<Part extends Exclude<keyof Surroundings, "environment">>(part: Part): Surroundings[Part];
  /** The same for an environment variable; null for one that nobody set. */
  variable(name: string): string | null;
  /** What a variable of the module holds: what the scenario set, else its first value. */
  state(name: string): Value;
  /** What earlier calls of the same scenario put there. */
  readonly memory: Map<string, Value>;
  /** What a file of the working directory holds; null for one that nobody put there. */
  file(path: string): string | null;
}

/** A function under test. Throw `declared(...)` for an explicit error. */
export type FakeFunction = (marks: Marks, ...args: never[]) => unknown;

/** A file of hand-instrumented functions. */
export interface FakeFile {
  readonly units: readonly Unit[];
  readonly goals: readonly Goal[];
  readonly functions: { readonly [ref: string]: FakeFunction };
  readonly mutants?: readonly Mutant[];
  /** First values of the module's variables. */
  readonly state?: { readonly [variable: string]: Value };
}

/** An error raised by a statement of the fake file. */
export class Declared extends Error {}

/** Thrown by {@link stopped}; the probe answers as a runtime does when the fuel runs out. */
class Stopped extends Error {}

/** A function that never ends by itself. */
export const stopped: FakeFunction = () => {
  throw new Stopped();
};

/** Thrown by {@link unbuilt}; the probe answers as a runtime does when an argument cannot be built. */
class Unbuilt extends Error {}

/** A function whose arguments cannot be built. */
export const unbuilt: FakeFunction = () => {
  throw new Unbuilt();
};

/** The dialect of the fake language. */
export const FAKE_DIALECT: Dialect = {
  floats: "plain",
  nothing: [null],
  tuples: false,
  bigIntegers: false,
  keywords: false,
  samples: {},
};

/** A unit with sensible defaults. */
export function fakeUnit(name: string, rest: Partial<Unit> = {}): Unit {
  return {
    id: name,
    name,
    kind: "function",
    path: "fake.js",
    span: { line: 1, endLine: 9 },
    ref: `:${name}`,
    parameters: [],
    async: false,
    generator: false,
    private: false,
    abstract: false,
    decorators: [],
    raises: [],
    calls: [],
    reads: [],
    writes: [],
    constants: [],
    patterns: [],
    examples: [],
    ...rest,
  };
}

/** A goal of a fake unit. */
export function fakeGoal(index: number, unit: string, condition: string, arm: string, line: number = index): Goal {
  return {
    id: `g${index}`,
    index,
    kind: arm === "raise" ? "exception" : "branch",
    path: "fake.js",
    unit,
    line,
    condition,
    arm,
  };
}

/** A probe that runs the functions in this process. Counts its runs. */
export function fakeProbe(file: FakeFile): Probe & { readonly runs: () => number } {
  const seen = new Set<number | string>();
  let runs = 0;
  let work = 0;
  const runOne = (scenario: Scenario, full: boolean, { compares, mutant, reach }: RunOptions): ScenarioResult => {
    const reached = new Set<number>();
    runs++;
    const { arrange, act, surroundings = {} } = scenario;
    const asked = new Set<string>();
    if (act.kind !== "function") throw new Error("the fake probe runs functions only");
    const hit: number[] = [];
    const records: Compare[] = [];
    const marks: Marks = {
      memory: new Map(),
      hit(index) {
        if (!hit.includes(index)) hit.push(index);
        return true;
      },
      compare(op, left, right, line, answer) {
        records.push({ op, left, right, line });
        return answer;
      },
      mutant(index) {
        reached.add(index);
        return index === mutant;
      },
      pass(points) {
        work += points;
      },
      ask(part) {
        if (surroundings[part] === undefined) asked.add(part);
        return surroundings[part];
      },
      state(name) {
        const set = surroundings.state?.[name];
        if (set === undefined) asked.add(`state ${name}`);
        return set ?? file.state?.[name] ?? null;
      },
      variable(name) {
        const set = surroundings.environment?.[name];
        if (set === undefined) asked.add(`environment ${name}`);
        return set ?? null;
      },
      file(path) {
        const set = surroundings.files?.[path];
        if (set === undefined) asked.add(`file ${path}`);
        return set ?? null;
      },
    };
    const args = structuredClone(act.args) as never[];
    let outcome: Outcome;
    try {
      for (const step of arrange)
        if ("call" in step && step.call.kind === "function")
          file.functions[step.call.ref]?.(marks, ...(step.call.args as never[]));
      const value = (file.functions[act.ref] as FakeFunction)(marks, ...args);
      outcome = { kind: "returned", value: (value ?? null) as Value, via: "call" };
    } catch (error) {
      const { name, message } = error as Error;
      const explicit = error instanceof Declared;
      if (error instanceof Stopped) {
        outcome = { kind: "stopped", why: "fuel", detail: "no fuel left" };
        work += mutant === undefined ? 150_000 : 15_000;
      } else if (error instanceof Unbuilt) outcome = { kind: "stopped", why: "arrange", detail: "Cart(): no shop" };
      else
        outcome = {
          kind: "raised",
          ref: "globalThis:Error",
          type: explicit ? "Error" : name,
          message,
          bases: [],
          explicit,
          line: 0,
          via: "call",
        };
    }
    const changed = args.flatMap((value, index) =>
      JSON.stringify(value) === JSON.stringify(act.args[index])
        ? []
        : [{ kind: "argument" as const, index, value: value as Value }],
    );
    const observation: Observation = {
      ...{ outcome, changed, printed: { out: "", err: "" }, blocked: [] },
      unstable: [...asked].some((word) => !word.startsWith("state ")) ? ["environment"] : [],
      ...(asked.size > 0 ? { asked: [...asked].sort() } : {}),
    };
    if (mutant !== undefined) return { hit: [], novel: false, observation };
    const novel = hit.some((index) => !seen.has(index));
    for (const index of hit) seen.add(index);
    if (!novel && !full) return { hit: [], novel };
    return {
      hit,
      novel,
      observation,
      ...(compares ? { compares: records } : {}),
      ...(reach ? { reached: [...reached] } : {}),
    };
  };
  return {
    opened: {
      ...{ runtime: "fake", goals: file.goals, hitOnImport: [], classes: [], shapes: {}, effects: [] },
      state: Object.fromEntries(Object.entries(file.state ?? {}).map(([name, value]) => [name, { value, shapes: [] }])),
    },
    run: async (batch, options = {}) =>
      batch.map((scenario, at) => {
        const { mutant, ...rest } = options;
        const one = typeof mutant === "object" ? mutant[at] : mutant;
        const full = (options.reply ?? "full") === "full";
        return runOne(scenario as Scenario, full, one === undefined ? rest : { ...rest, mutant: one });
      }),
    get work() {
      return work;
    },
    mutants: async () => file.mutants ?? [],
    close: async () => {},
    runs: () => runs,
  };
}

/** A language whose values print as JSON. */
export const FAKE_LANGUAGE: Language = {
  id: "fake",
  name: "Fake",
  extensions: [".fake"],
  ignore: [],
  dialect: FAKE_DIALECT,
  analyze: async () => ({ ok: false, code: "syntax", reason: "the fake language reads no files" }),
  openProbe: async () => ({ ok: false, problem: { code: "no-runtime", message: "the fake language has no runtime" } }),
  print: (value) => JSON.stringify(value),
  check: async () => [],
};

/** The source file the fake units claim to be in. */
export const FAKE_SOURCE: SourceFile = { path: "fake.js", text: "", hash: "0" };
