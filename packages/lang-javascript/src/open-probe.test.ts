import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { javascriptLanguage } from "./javascript-language.js";
import { call, type TemporaryProject, temporaryProject } from "./testing/temporary-project.js";

let opened: TemporaryProject | undefined;
afterEach(() => opened?.remove());

function project(files: Record<string, string>): TemporaryProject {
  opened = temporaryProject({ "package.json": "{}", ...files });
  return opened;
}

async function outcomes(
  path: string,
  text: string,
  ...scenarios: Parameters<Awaited<ReturnType<TemporaryProject["probe"]>>["run"]>[0]
) {
  const probe = await project({ [path]: text }).probe(path);
  const results = await probe.run(scenarios);
  await probe.close();
  return results.map(({ observation }) => observation!);
}

const TYPESCRIPT = {
  "package.json": '{"type":"module"}',
  "tsconfig.json":
    '{ "compilerOptions": { "strict": true, "baseUrl": ".", "paths": { "@lib/*": ["src/lib/*"] } } } // end',
  "src/lib/shapes.ts":
    "export enum Color { Red = 'red' }\nexport class Box { constructor(readonly name: string) {}\n static of(n: string): Box { return new Box(n) } }\nexport class Bad extends Error {}\n",
  "src/lib/twice.ts": "export const twice = (n: number): number => n * 2;\n",
  "src/main.ts": `import { Bad, Box, Color } from "@lib/shapes";
import { twice } from "./lib/twice.js";

interface Options {
  fast?: boolean;
}

export async function work(box: Box, color: Color, options: Options = {}): Promise<string> {
  if (options.fast) throw new Bad("fast " + box.name);
  return twice(2) + color;
}
`,
};

describe("TypeScript", () => {
  it("runs with aliases and written extensions, on the user's own lines", async () => {
    const probe = await project(TYPESCRIPT).probe("src/main.ts");
    const box = { $: "new", ref: "./src/lib/shapes.ts:Box.of", args: ["b"] } as const;
    const [slow, fast] = await probe.run([
      call(":work", box, { $: "ref", ref: "./src/lib/shapes.ts:Color.Red" }),
      call(":work", box, "red", { fast: true }),
    ]);
    await probe.close();
    expect(slow?.observation?.outcome).toEqual({ kind: "returned", value: "4red", via: "await" });
    expect(fast?.observation?.outcome).toMatchObject({
      kind: "raised",
      ref: "./src/lib/shapes.ts:Bad",
      type: "Bad",
      bases: ["Error"],
      message: "fast b",
      explicit: true,
      line: 9,
      via: "await",
    });
    expect(probe.opened.goals.map(({ line, arm, kind }) => [line, arm, kind])).toEqual([
      [8, "entry", "branch"],
      [8, "default", "branch"],
      [9, "true", "branch"],
      [9, "false", "branch"],
      [9, "raise", "exception"],
    ]);
  });

  it("makes what keeps its constructor to itself by its own alternatives, under the name it is exported by", async () => {
    const text = `class Impl<T> {
      private constructor(readonly kind: string, readonly value?: T) {}
      static some<T>(value?: T): Maybe<T> { return arguments.length === 0 ? new Impl<T>("unit") : new Impl("some", value); }
    }
    export interface Maybe<T> extends Impl<T> {}
    export const Maybe = Impl as { some<T>(value?: T): Maybe<T> };
    `;
    const probe = await project({ "maybe.ts": text }).probe("maybe.ts");
    await probe.close();
    expect(probe.opened.classes).toMatchObject([
      { ref: ":Maybe", name: "Impl", abstract: true, factories: [":Maybe.some"] },
    ]);
  });

  it("offers the classes and enums that inputs need", async () => {
    const probe = await project(TYPESCRIPT).probe("src/main.ts");
    await probe.close();
    const byName = Object.fromEntries(probe.opened.classes.map((known) => [known.name, known]));
    expect(byName.Box).toMatchObject({
      ref: "./src/lib/shapes.ts:Box",
      factories: ["./src/lib/shapes.ts:Box.of"],
      parameters: [{ name: "name", optional: false }],
    });
    expect(byName.Color?.members).toEqual([{ $: "ref", ref: "./src/lib/shapes.ts:Color.Red" }]);
    expect(byName.Bad?.bases).toEqual(["Error"]);
  });
});

describe("endings", () => {
  it("awaits, iterates and cuts", async () => {
    const text =
      "export async function a() { await new Promise((r) => setTimeout(r, 900)); return 1 }\nexport function* g(n) { for (let i = 0; i < n; i++) yield i }\nexport async function* ag() { yield 1; yield 2 }\nexport const list = () => [1];";
    const [a, g, many, ag, list] = await outcomes(
      "a.mjs",
      text,
      call(":a"),
      call(":g", 2),
      call(":g", 50),
      call(":ag"),
      call(":list"),
    );
    expect(a?.outcome).toEqual({ kind: "returned", value: 1, via: "await" });
    expect(g?.outcome).toEqual({ kind: "returned", value: [0, 1], via: "iterate" });
    expect(many?.outcome).toMatchObject({ more: true, value: Array.from({ length: 20 }, (_, index) => index) });
    expect(ag?.outcome).toEqual({ kind: "returned", value: [1, 2], via: "await-iterate" });
    expect(list?.outcome).toEqual({ kind: "returned", value: [1], via: "call" });
  });

  it("notes calls of a function that another file makes, which keeps what it is", async () => {
    const files = {
      "make.js": "module.exports = (by) => { const made = (n) => n * by; made.by = by; return made; };",
      "twice.js": "const make = require('./make');\nconst twice = make(2);\nmodule.exports = twice;",
    };
    const probe = await project(files).probe("twice.js");
    const [met] = await probe.run([call(":", 4)]);
    await probe.close();
    expect(probe.opened.goals).toMatchObject([{ unit: "twice", line: 2, arm: "entry" }]);
    expect([met?.hit, met?.observation?.outcome]).toMatchObject([[0], { value: 8 }]);
  });

  it("knows a function that it gives back by its export, also one that a call made", async () => {
    const text = `function make(by) { return (n) => n + by; }
exports.next = make(1);
exports.pick = (isKnown) => (isKnown ? exports.next : make(2));`;
    const [known, other] = await outcomes("a.cjs", text, call(":pick", true), call(":pick", false));
    expect(known?.outcome).toMatchObject({ value: { $: "ref", ref: ":next" } });
    expect(other?.outcome).toMatchObject({ value: { $: "opaque", type: "function", ref: "globalThis:Function" } });
  });

  it("calls returned functions, and says what they take and carry", async () => {
    const text = `exports.make = (start) => {
      const next = (by, times) => (start += by * (times ?? 1));
      next.reset = () => { start = 0; };
      return next;
    };`;
    const step = { name: "next", call: { kind: "function", ref: ":make", args: [5] } } as const;
    const on = { $: "var", name: "next" } as const;
    const again = { call: { kind: "method", on, name: "()", args: [2] } } as const;
    const reset = { call: { kind: "method", on, name: "reset", args: [] } } as const;
    const [plain, twice, anew] = await outcomes(
      "make.js",
      text,
      { arrange: [], act: step.call },
      { arrange: [step, again], act: again.call },
      { arrange: [step, reset], act: again.call },
    );
    expect(plain?.outcome).toMatchObject({
      value: { $: "opaque", type: "function", text: "next", arity: 2, members: ["reset"] },
    });
    expect([twice, anew].map((each) => each?.outcome)).toMatchObject([{ value: 9 }, { value: 2 }]);
    const holder = "exports.Box = class Box { constructor(n) { this.n = n; this.twice = () => n * 2; } };";
    const [box] = await outcomes("box.js", holder, { arrange: [], act: { kind: "new", ref: ":Box", args: [2] } });
    expect(box?.outcome).toMatchObject({ value: { fields: { n: 2 }, members: ["twice"] } });
  });

  it("shows nothing of what a class keeps to itself", async () => {
    const text = `class Base { protected base = 1; constructor(private given: number, public n: number) {} }
export class Box extends Base { private own = [2]; readonly fixed = 3; }`;
    const [box] = await outcomes("box.ts", text, { arrange: [], act: { kind: "new", ref: ":Box", args: [4, 5] } });
    expect(box?.outcome).toHaveProperty("value.fields", { n: 5, fixed: 3 });
  });

  it("objects say what their getters give, after the act and never before", async () => {
    const text = `class Base { get depth() { return 1 } get kind() { return "base" } }
export class Token extends Base {
  #value; #asked = 0;
  constructor(value: string) { super(); this.#value = value; }
  get kind() { return "token" }
  get asked() { return ++this.#asked }
  get value() { return this.#value }
  get _own() { return 1 }
  private get hidden() { return 2 }
  get now() { return Date.now() }
  get shell() { return require("child_process").execSync("true").length }
  get endless() { for (;;); }
  get broken() { throw new Error("no") }
  grow() { this.#value += "!" }
}`;
    const token = { kind: "new", ref: ":Token", args: ["ab"] } as const;
    const [made, grown] = await outcomes(
      "token.ts",
      text,
      { arrange: [], act: token },
      {
        arrange: [{ name: "token", call: token }],
        act: { kind: "method", on: { $: "var", name: "token" }, name: "grow", args: [] },
      },
    );
    const fields = { kind: "token", asked: 1, value: "ab", depth: 1 };
    expect(made?.outcome).toHaveProperty("value.fields", fields);
    expect(made?.unstable).toEqual([]);
    expect(made?.blocked).toEqual([]);
    expect(grown?.changed).toHaveLength(1);
    expect(grown?.changed[0]).toMatchObject({ name: "token", value: { fields: { ...fields, value: "ab!" } } });
  });

  it("offers classes that are only named in the documentation of types", async () => {
    const probe = await project({
      "area.js":
        '/** @typedef {import("./shape.js").Shape} Shape */\n/** @param {Shape} shape */\nexports.area = (shape) => shape.side ** 2;',
      "shape.js": "exports.Shape = class Shape { constructor(side) { this.side = side } };",
    }).probe("area.js");
    const { classes } = probe.opened;
    await probe.close();
    expect(classes).toMatchObject([{ ref: "./shape.js:Shape", name: "Shape" }]);
  });

  it("sees a hole in a list that has a field instead", async () => {
    const text = "exports.list = () => { const list = [1, , 3]; list.name = 'a'; return { list }; };";
    const [made] = await outcomes("list.js", text, call(":list"));
    expect(made?.outcome).toMatchObject({ value: { list: { $: "opaque", text: "has holes" } } });
  });

  it("does not take what inherits from a primitive's prototype for one", async () => {
    const text = "exports.like = (value) => Object.create(Object.getPrototypeOf(value));";
    const [number, callable] = await outcomes(
      "like.js",
      text,
      call(":like", 2),
      call(":like", { $: "ref", ref: ":like" }),
    );
    expect(number?.outcome).toMatchObject({ value: { $: "object", type: "Number", fields: {} } });
    expect(number?.outcome).not.toHaveProperty("value.ref");
    expect(callable?.outcome).toMatchObject({ value: { $: "object", type: "Function" } });
    expect(callable?.outcome).not.toHaveProperty("value.ref");
  });

  it("stops what would not end", async () => {
    const text =
      "exports.spin = () => { for (;;) { try { continue } catch {} finally { } } };\nexports.swallow = () => { try { for (;;); } catch { return 1 } };\nexports.rec = (n) => exports.rec(n + 1);\nexports.never = () => new Promise(() => {});\nexports.exit = () => { try { process.exit(1) } catch { return 1 } };\nexports.long = () => new Promise((r) => setTimeout(r, 60000));";
    const seen = await outcomes(
      "a.js",
      text,
      call(":spin"),
      call(":swallow"),
      call(":rec", 1),
      call(":never"),
      call(":exit"),
      call(":long"),
    );
    expect(seen.map(({ outcome }) => outcome.kind === "stopped" && outcome.why)).toEqual([
      "fuel",
      "fuel",
      "fuel",
      "pending",
      "exit",
      "time",
    ]);
  });

  it("loses only the scenario that hangs for good", async () => {
    const text = "exports.hang = (s) => /^(a+)+$/.test(s);\nexports.one = () => 1;";
    const [first, hung, last] = await outcomes(
      "a.js",
      text,
      call(":one"),
      call(":hang", `${"a".repeat(50)}!`),
      call(":one"),
    );
    expect(first?.outcome.kind).toBe("returned");
    // The child itself gives up, and lives on.
    expect(hung?.outcome).toMatchObject({
      kind: "stopped",
      why: "time",
      detail: expect.stringContaining("a test may take"),
    });
    expect(last?.outcome).toMatchObject({ kind: "returned", value: 1 });
  });

  it("tells a thrown error from one that happened", async () => {
    const text =
      "class Mine extends RangeError { constructor(m) { super(m); this.name = 'Mine' } }\nexports.Mine = Mine;\nexports.f = (n) => {\n  if (n) throw new Mine('m');\n  return n.x.y;\n};";
    const [thrown, happened] = await outcomes("a.js", text, call(":f", 1), call(":f", 0));
    expect(thrown?.outcome).toMatchObject({
      ref: ":Mine",
      type: "Mine",
      bases: ["RangeError", "Error"],
      explicit: true,
      line: 4,
    });
    expect(happened?.outcome).toMatchObject({
      ref: "globalThis:TypeError",
      explicit: false,
      line: 5,
      message: "Cannot read properties of undefined (reading 'y')",
    });
  });

  it("tells what a thrown error carries", async () => {
    const text =
      "exports.f = (code) => { throw Object.assign(new Error('no'), { code, status: 400, fine: false, rest: [], _own: 1 }) };\nexports.g = () => { throw new TypeError('no') };";
    const [carrying, long, plain] = await outcomes("a.js", text, call(":f", "E_A"), call(":f", "a\nb"), call(":g"));
    expect(carrying?.outcome).toMatchObject({ message: "no", fields: { code: "E_A", status: 400, fine: false } });
    expect(long?.outcome).toMatchObject({ fields: { status: 400, fine: false } });
    expect(plain?.outcome).not.toHaveProperty("fields");
  });

  it("shows changed arguments, receivers and output", async () => {
    const text =
      "class Cart { constructor() { this.n = 0; this._p = 1 } add(k) { this.n += k; return this } }\nexports.Cart = Cart;\nexports.sort = (a) => { console.log('%s!', 'hi'); a.sort(); };";
    const [sorted, added] = await outcomes("a.js", text, call(":sort", [2, 1]), {
      arrange: [
        { name: "cart", value: { $: "new", ref: ":Cart", args: [] } },
        { call: { kind: "method", on: { $: "var", name: "cart" }, name: "add", args: [1] } },
      ],
      act: { kind: "method", on: { $: "var", name: "cart" }, name: "add", args: [4] },
    });
    expect(sorted).toMatchObject({
      changed: [{ kind: "argument", index: 0, value: [1, 2] }],
      printed: { out: "hi!\n", err: "" },
      unstable: [],
    });
    const after = { $: "object", type: "Cart", ref: ":Cart", fields: { n: 5 } };
    expect(added).toMatchObject({
      outcome: { value: after },
      changed: [{ kind: "variable", name: "cart", value: after }],
    });
  });

  it("freezes time and chance, and says who asked", async () => {
    const probe = await project({
      "a.js":
        "exports.f = () => [Date.now(), new Date().getTime(), Math.random(), require('crypto').randomUUID()]; exports.g = () => new Date(0) instanceof Date && process.env.HOME;",
    }).probe("a.js");
    const batch = [call(":f"), call(":f"), call(":g")];
    const [one, two, three] = await probe.run(batch);
    const [moved] = await probe.run(batch, { world: { epoch: 5, seed: 9 } });
    await probe.close();
    expect(one?.observation?.outcome).toEqual(two?.observation?.outcome);
    expect(one?.observation?.unstable).toEqual(["random", "time", "uuid"]);
    expect(three?.observation?.unstable).toEqual(["environment"]);
    expect(moved?.observation?.outcome).toMatchObject({ value: [5, 5, expect.any(Number), expect.any(String)] });
    expect(moved?.observation?.outcome).not.toEqual(one?.observation?.outcome);
  });

  it("may be given less fuel, and costs what it passes", async () => {
    const text = "exports.count = (n) => { let total = 0; while (total < n) total++; return total; };";
    const probe = await project({ "a.js": text }).probe("a.js");
    const run = async (fuel?: number) => {
      const before = probe.work;
      const [result] = await probe.run([call(":count", 1000)], fuel ? { fuel } : {});
      return [result?.observation?.outcome.kind, Math.round((probe.work - before) / 100)];
    };
    expect(await run()).toEqual(["returned", 10]);
    expect(await run(100)).toEqual(["stopped", 1]);
    await probe.close();
  });

  it("answers only news in novelty mode", async () => {
    const probe = await project({ "a.js": "exports.f = (n) => { if (n > 3) return 'big'; return 'small' };" }).probe(
      "a.js",
    );
    const results = await probe.run([call(":f", 1), call(":f", 2), call(":f", 9)], {
      reply: "novelty",
      compares: true,
    });
    await probe.close();
    expect(results.map(({ novel }) => novel)).toEqual([true, false, true]);
    expect(results[1]?.observation).toBeUndefined();
    expect(results[2]?.compares).toEqual([{ op: ">", left: 9, right: 3, line: 1 }]);
  });

  it("starts anew after module state was changed", async () => {
    const probe = await project({ "a.js": "exports.seen = []; exports.f = () => exports.seen.push(1);" }).probe("a.js");
    const values = [];
    for (let round = 0; round < 2; round++) values.push((await probe.run([call(":f")]))[0]?.observation?.outcome);
    await probe.close();
    expect(values).toEqual([
      { kind: "returned", value: 1, via: "call" },
      { kind: "returned", value: 1, via: "call" },
    ]);
  });
});

describe("hostile files", () => {
  it.each([
    ["exits.js", "process.exit(3)", "import-exits"],
    ["exits.js", "try { process.exit(3) } catch {}", "import-exits"],
    ["loops.js", "for (;;) {}", "import-hangs"],
    ["throws.mjs", "throw new TypeError('no\\nmore')", "import-failed"],
    ["missing.mjs", "import 'not-installed'", "import-failed"],
  ])("%s: %s", async (path, text, code) => {
    expect(await project({ [path]: text }).open(path)).toMatchObject({ ok: false, problem: { code } });
  });

  it("refuses files, processes and sockets, and names them", async () => {
    const text = `import fs, { writeFileSync } from "node:fs";
import { execSync } from "node:child_process";
import net from "node:net";
try { execSync("touch made") } catch {}
console.log("hello");
const own = new URL("./victim", import.meta.url);
export const write = () => { try { writeFileSync(own, "x") } catch {} return 1 };
export const remove = async () => fs.promises.unlink(own);
export const connect = () => net.connect(80, "10.0.0.1");
export const get = () => fetch("http://10.0.0.1/");
export const spawn = () => execSync("ls");
export const read = () => fs.readFileSync(own, "utf8");`;
    const made = project({ "a.mjs": text, victim: "kept" });
    const probe = await made.probe("a.mjs");
    const results = await probe.run([
      call(":write"),
      call(":remove"),
      call(":connect"),
      call(":get"),
      call(":spawn"),
      call(":read"),
    ]);
    await probe.close();
    expect(probe.opened.effects).toEqual(["tried: process touch made", "printed: hello"]);
    expect(results.map(({ observation }) => observation?.outcome.kind)).toEqual([
      "stopped",
      "stopped",
      "stopped",
      "stopped",
      "stopped",
      "returned",
    ]);
    expect(results[2]?.observation?.blocked).toEqual(["connect 80"]);
    expect(results[5]?.observation?.outcome).toMatchObject({ value: "kept" });
    expect(existsSync(join(made.project.root, "made"))).toBe(false);
  });
});

it("constructs a class that a CommonJS TypeScript file imports only as a type", async () => {
  const project = temporaryProject({
    "package.json": "{}",
    "src/size.ts": "export class Size { constructor(readonly width: number) {} }\n",
    "src/label.ts":
      'import type { Size } from "./size";\nexport function label(size: Size): string { return size.width > 9 ? "large" : "plain"; }\n',
  });
  const probe = await project.probe("src/label.ts");
  const args = [{ $: "new" as const, ref: "./src/size.ts:Size", args: [10] }];
  const [result] = await probe.run([{ arrange: [], act: { kind: "function", ref: ":label", args } }]);
  expect(result?.observation?.outcome).toMatchObject({ kind: "returned", value: "large" });
  await probe.close();
  await project.remove();
});

it("builds every sample of a well-known class, and each of them is another kind of object", async () => {
  const samples = Object.values(javascriptLanguage.dialect.samples).flat();
  const results = await outcomes(
    "a.cjs",
    "exports.f = (value) => [Object.prototype.toString.call(value), Object.getPrototypeOf(value) === null];\n",
    ...samples.map((sample) => call(":f", sample)),
  );
  expect(results.filter(({ outcome }) => outcome.kind !== "returned")).toEqual([]);
  const kinds = results.map(({ outcome }) => JSON.stringify(outcome));
  const isPlain = (text: string, isBare: boolean): boolean =>
    kinds.some((kind) => kind.includes(`["${text}",${isBare}]`));
  // What tells plain objects from others: without a prototype, with another one, with a tag of its own.
  expect([
    isPlain("[object Object]", true),
    isPlain("[object Object]", false),
    isPlain("[object Math]", false),
  ]).toEqual([true, true, true]);
});
