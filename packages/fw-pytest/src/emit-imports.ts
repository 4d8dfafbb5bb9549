import type { Ref } from "@autotest/core";
import { matchesName } from "./match-pattern.js";
import { BUILTINS, KEYWORDS, STANDARD_MODULES } from "./python-words.js";
import type { ImportedName } from "./read-imports.js";

/** What an import plan must know of the suite it imports into. */
export interface ImportOptions {
  /** Dotted name of the file under test. */
  readonly module: string;
  /** Top-level names that the file under test defines: one that equals its module's name hides the module. */
  readonly moduleNames: ReadonlySet<string>;
  readonly projectModules: ReadonlySet<string>;
  /** Imports that the suite has already. */
  readonly present: readonly ImportedName[];
  /** Other names bound at the top level of the suite. */
  readonly taken: ReadonlySet<string>;
  /** Names pytest would collect as a test when they stood in the suite. */
  readonly collected: readonly string[];
}

interface Need {
  readonly module: string;
  /** Top-level name in the module; empty for the module itself. */
  readonly name: string;
}

/** Hooks pytest calls when a test module has them. */
const HOOKS =
  /^(?:setup|teardown)(?:_module|_function|_class|_method)?$|^(?:setUp|tearDown)Module$|^pytest_plugins$|^pytestmark$/;

/** Which names the tests use, from where, and how the suite calls them. First every need is told, then `settle`, then `nameOf`. */
export class ImportPlan {
  readonly #options: ImportOptions;
  readonly #needs = new Map<string, Need>();
  readonly #local = new Map<string, string>();
  readonly #lines: ImportedName[] = [];

  constructor(options: ImportOptions) {
    this.#options = options;
  }

  /** Notes a use and says how it is written, as far as known. */
  use(ref: Ref): string {
    const { module, name, rest } = this.#split(ref);
    if (module === "builtins") return [name, ...rest].join(".");
    const key = `${module}:${name}`;
    if (!this.#needs.has(key)) this.#needs.set(key, { module, name });
    return [this.#local.get(key) ?? (name || module), ...rest].filter(Boolean).join(".");
  }

  /** Decides every local name. Names of the file under test come first, so that they stay plain. */
  settle(): void {
    const bound = new Set([...this.#options.taken, ...this.#options.present.map((one) => one.local)]);
    const own = [...this.#needs].filter(([, need]) => need.module === this.#options.module);
    const others = [...this.#needs].filter(([, need]) => need.module !== this.#options.module);
    for (const [key, need] of [
      ...others.filter(([, need]) => FIXED.has(need.module)),
      ...own,
      ...others.filter(([, need]) => !FIXED.has(need.module)),
    ]) {
      this.#local.set(key, this.#localFor(need, bound));
    }
  }

  /** Names the suite's imports bind, those it had included. */
  get bound(): ReadonlySet<string> {
    return new Set([
      ...this.#options.present.map((one) => one.local.split(".")[0] ?? ""),
      ...this.#lines.map((one) => one.local.split(".")[0] ?? ""),
    ]);
  }

  /** Imports that the suite lacks. */
  get missing(): readonly ImportedName[] {
    return this.#lines;
  }

  #localFor({ module, name }: Need, bound: Set<string>): string {
    const { present } = this.#options;
    const same = present.find((one) => one.module === module && one.name === name);
    if (same) return same.local;
    const whole = this.#whole(module);
    if (name === "") {
      const local = bound.has(module) ? `${module}_module` : module;
      return whole?.local ?? this.#bind({ module, name: "", local }, bound);
    }
    if (FIXED.has(module) && name !== "") return this.#fixed(module, name, bound);
    if (this.#plain(name, bound) && !(whole && present.some((one) => one.local === whole.local)))
      return this.#bind({ module, name, local: name }, bound);
    if (whole) return `${whole.local}.${name}`;
    const last = module.split(".").at(-1) ?? module;
    const hidden = this.#options.moduleNames.has(last) || !this.#plain(last, bound);
    if (!hidden) return `${this.#bind({ module, name: "", local: last }, bound)}.${name}`;
    let alias = `${last}_${name}`.replace(/^_+/, "");
    while (!this.#plain(alias, bound)) alias = `project_${alias}`;
    return this.#bind({ module, name, local: alias }, bound);
  }

  /** `islice` is imported by name, `pytest.raises` by module, as everybody writes them. */
  #fixed(module: string, name: string, bound: Set<string>): string {
    if (module === "itertools" && !bound.has(name)) return this.#bind({ module, name, local: name }, bound);
    const whole = this.#whole(module);
    const local =
      whole?.local ?? this.#bind({ module, name: "", local: bound.has(module) ? `${module}_module` : module }, bound);
    return `${local}.${name}`;
  }

  /** An import that binds the module itself: `import a.b`, or `from a import b` unless the package has something else of that name. */
  #whole(module: string): ImportedName | undefined {
    const dot = module.lastIndexOf(".");
    const [parent, last] = [module.slice(0, Math.max(0, dot)), module.slice(dot + 1)];
    const hidden = this.#options.moduleNames.has(last) && module === this.#options.module;
    return [...this.#options.present, ...this.#lines].find(
      (one) =>
        (one.module === module && one.name === "") ||
        (!hidden && dot > 0 && one.module === parent && one.name === last),
    );
  }

  #plain(name: string, bound: ReadonlySet<string>): boolean {
    return (
      !bound.has(name) &&
      !BUILTINS.has(name) &&
      !KEYWORDS.has(name) &&
      !FIXED.has(name) &&
      !HOOKS.test(name) &&
      !name.startsWith("__") &&
      !matchesName(name, this.#options.collected)
    );
  }

  #bind(line: ImportedName, bound: Set<string>): string {
    if (!this.#lines.some((one) => one.module === line.module && one.name === line.name)) this.#lines.push(line);
    bound.add(line.local.split(".")[0] ?? line.local);
    return line.local;
  }

  #split(ref: Ref): Need & { readonly rest: readonly string[] } {
    const colon = ref.indexOf(":");
    const [name = "", ...rest] = ref.slice(colon + 1).split(".");
    return { module: ref.slice(0, Math.max(0, colon)) || this.#options.module, name, rest };
  }
}

/** Modules our own lines use, always called by their usual names. */
const FIXED: ReadonlySet<string> = new Set(["pytest", "asyncio", "math", "re", "itertools"]);

/** An import block as isort and ruff order it: standard library, third party, project. */
export function importBlock(imports: readonly ImportedName[], projectModules: ReadonlySet<string>): readonly string[] {
  const section = (module: string): number => {
    const top = module.split(".")[0] ?? module;
    if (module === "__future__") return 0;
    if (module.startsWith(".")) return 4;
    return projectModules.has(top) ? 3 : STANDARD_MODULES.has(top) ? 1 : 2;
  };
  const blocks = [0, 1, 2, 3, 4].map((number) => importLines(imports.filter((one) => section(one.module) === number)));
  return blocks.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
}

/** Import statements of one section: plain imports first, then `from`, each by module name. */
export function importLines(imports: readonly ImportedName[]): readonly string[] {
  const whole: string[] = [];
  const parts = new Map<string, { readonly name: string; readonly text: string }[]>();
  const add = (module: string, name: string, local: string): void => {
    const list = parts.get(module) ?? [];
    parts.set(module, [...list, { name, text: name === local ? name : `${name} as ${local}` }]);
  };
  for (const { module, name, local } of imports) {
    const dot = module.lastIndexOf(".");
    if (name !== "") add(module, name, local);
    else if (local === module) whole.push(`import ${module}`);
    else if (dot > 0 && module.slice(dot + 1) === local) add(module.slice(0, dot), local, local);
    else whole.push(`import ${module} as ${local}`);
  }
  const froms = [...parts].sort(([a], [b]) => order(a, b)).flatMap(([module, names]) => fromLines(module, names));
  return [...[...new Set(whole)].sort(order), ...froms];
}

function fromLines(
  module: string,
  names: readonly { readonly name: string; readonly text: string }[],
): readonly string[] {
  const unique = [...new Map(names.map((one) => [one.text, one])).values()];
  const sorted = unique.sort((a, b) => rank(a.name) - rank(b.name) || order(a.name, b.name)).map((one) => one.text);
  const line = `from ${module} import ${sorted.join(", ")}`;
  if (line.length <= 88) return [line];
  return [`from ${module} import (`, ...sorted.map((text) => `    ${text},`), ")"];
}

/** Constants, then classes, then the rest. */
function rank(name: string): number {
  if (/^[A-Z0-9_]+$/.test(name) && name.length > 1) return 0;
  return /^[A-Z]/.test(name) ? 1 : 2;
}

function order(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  return x < y ? -1 : x > y ? 1 : a < b ? -1 : a > b ? 1 : 0;
}
