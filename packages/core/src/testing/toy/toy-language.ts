import { createHash } from "node:crypto";
import type { Language, Probe, ScenarioResult } from "../../contracts/index.js";
import type { Goal, SourceFile, Unit } from "../../model/index.js";
import { runToy } from "./toy-runtime.js";
import { readToy, type ToyFunction } from "./toy-source.js";

/** The toy language (see `readToy`): everything a language promises, without a process. Files end in `.toy`. */
export function createToyLanguage(): Language {
  return {
    id: "toy",
    name: "Toy",
    extensions: [".toy"],
    ignore: [],
    dialect: { floats: "plain", nothing: [null], tuples: true, bigIntegers: true, keywords: false, samples: {} },
    async analyze(file) {
      const source = readToy(file.text);
      if (!source.ok) return { ok: false, code: "syntax", reason: source.reason, line: source.line };
      const units = source.functions.map((one) => unitOf(one, file));
      return { ok: true, units, constants: [], importName: file.path, moduleKind: "esm" };
    },
    async openProbe({ file }) {
      const source = readToy(file.text);
      if (!source.ok) return { ok: false, problem: { code: "import-failed", message: source.reason } };
      const explosive = source.functions.find(({ name }) => name === "explode");
      if (explosive !== undefined)
        return { ok: false, problem: { code: "import-failed", message: "the file explodes" } };
      return { ok: true, probe: openProbe(source.functions, file) };
    },
    print(value, scope) {
      if (typeof value === "object" && value !== null && "$" in value) {
        if (value.$ === "ref") return scope.use(value.ref as string);
        if (value.$ === "new") scope.use(value.ref as string);
      }
      return JSON.stringify(value);
    },
    check: async () => [{ name: "Toy runtime", ok: true, detail: "built in" }],
  };
}

function unitOf({ name, parameters, line, rules }: ToyFunction, { path }: SourceFile): Unit {
  return {
    id: digest(`${path} ${name}`),
    name,
    kind: "function",
    path,
    span: { line, endLine: rules.at(-1)?.line ?? line },
    ref: `:${name}`,
    parameters: parameters.map((parameter) => ({ name: parameter, kind: "positional", optional: false, shapes: [] })),
    async: false,
    generator: false,
    private: false,
    abstract: false,
    decorators: [],
    raises: rules.flatMap(({ result }) => (result.startsWith("!") ? [result.slice(1)] : [])),
    calls: [],
    reads: [],
    writes: [],
    constants: rules.flatMap(({ condition }) => (condition === undefined ? [] : [condition.value])),
    patterns: [],
    examples: [],
  };
}

function openProbe(functions: readonly ToyFunction[], { path }: SourceFile): Probe {
  const goals: Goal[] = [];
  const index = new Map<string, number>();
  const add = (key: string, unit: string, line: number, condition: string, arm: string): void => {
    index.set(key, goals.length);
    goals.push({
      id: digest(`${path} ${unit} ${condition} ${arm}`),
      index: goals.length,
      kind: "branch",
      path,
      unit,
      line,
      condition,
      arm,
    });
  };
  for (const { name, line, rules } of functions) {
    add(`${name} entry`, name, line, "", "entry");
    for (const rule of rules) {
      if (rule.condition === undefined) continue;
      for (const arm of ["true", "false"])
        add(`${name} ${rule.line} ${arm}`, name, rule.line, rule.condition.text, arm);
    }
  }
  const met = new Set<number>();
  let work = 0;
  return {
    get work() {
      return work;
    },
    opened: { runtime: "Toy 1", goals, hitOnImport: [], classes: [], shapes: {}, effects: [] },
    async run(batch, options = {}) {
      return batch.map((scenario): ScenarioResult => {
        const { goals: keys, outcome } = runToy(functions, scenario);
        work += keys.length;
        const hit = keys.map((key) => index.get(key)!);
        const novel = hit.some((goal) => !met.has(goal));
        for (const goal of hit) met.add(goal);
        if (options.reply === "novelty" && !novel) return { hit: [], novel };
        return {
          hit,
          novel,
          observation: { outcome, changed: [], printed: { out: "", err: "" }, blocked: [], unstable: [] },
        };
      });
    },
    async close() {},
  };
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
