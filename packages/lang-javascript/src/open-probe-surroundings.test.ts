import type { Observation, Scenario, Surroundings, Value } from "@autotest/core";
import { afterEach, describe, expect, it } from "vitest";
import { call, type TemporaryProject, temporaryProject } from "./testing/temporary-project.js";

let opened: TemporaryProject | undefined;
afterEach(() => opened?.remove());

async function observe(text: string, ...scenarios: readonly Scenario[]): Promise<readonly Observation[]> {
  opened = temporaryProject({ "package.json": "{}", "a.js": text });
  const probe = await opened.probe("a.js");
  const results = await probe.run(scenarios);
  await probe.close();
  return results.map(({ observation }) => observation!);
}

const under = (surroundings: Surroundings, scenario: Scenario): Scenario => ({ ...scenario, surroundings });
const returned = (value: unknown, via = "call") => ({ kind: "returned", value, via });
const EVERYTHING: Surroundings = {
  arguments: ["--n", "3"],
  input: "",
  environment: { HOME: "/home/a", PATH: null },
  now: 1_700_000_000,
  chance: 3,
  uuid: "00000000-0000-4000-8000-000000000001",
};

describe("surroundings", () => {
  it("are what the code sees, and no reason for doubt", async () => {
    const text = `const crypto = require('node:crypto');
    exports.look = () => [process.argv, process.env.HOME, 'PATH' in process.env, Date.now(), new Date().toISOString(), Date(), Math.random(), Math.random(), crypto.randomUUID(), globalThis.crypto.randomUUID()];`;
    const [seen] = await observe(text, under(EVERYTHING, call(":look")));
    const id = EVERYTHING.uuid;
    const argv = ["node", "program", "--n", "3"];
    expect(seen?.outcome).toEqual(
      returned([
        ...[argv, "/home/a", false, 1_700_000_000_000, "2023-11-14T22:13:20.000Z"],
        ...["Tue Nov 14 2023 22:13:20 GMT+0000 (Coordinated Universal Time)", 0.3, 0.3, id, id],
      ]),
    );
    expect([seen?.unstable, seen?.blocked]).toEqual([[], []]);
    expect(seen).not.toHaveProperty("asked");
  });

  it("are there for the arrange steps, and for what waits on timers", async () => {
    const text = `exports.Clock = class { constructor() { this.made = Date.now(); } async wait() {
      await new Promise((done) => setTimeout(done, 1000));
      return [this.made, Date.now(), process.argv.length];
    } };`;
    const scenario: Scenario = {
      arrange: [{ name: "clock", value: { $: "new", ref: ":Clock", args: [] } }],
      act: { kind: "method", on: { $: "var", name: "clock" }, name: "wait", args: [] },
    };
    const [seen] = await observe(text, under({ now: 5, arguments: [] }, scenario));
    expect(seen?.outcome).toEqual(returned([5000, 5000, 2], "await"));
    expect([seen?.unstable, seen?.changed]).toEqual([[], []]);
  });

  it.each([
    ["ends", "1", "returned"],
    ["throws", "(() => { throw new Error('x'); })()", "raised"],
    ["rejects", "Promise.reject(new Error('x'))", "raised"],
    ["never settles", "new Promise(() => {})", "stopped"],
    ["never ends", "(() => { for (;;); })()", "stopped"],
    ["never ends where nothing is counted", "/^(a+)+$/.test('a'.repeat(40) + 'b')", "stopped"],
    ["cannot be built", "0", "stopped"],
  ])("are gone when a run %s", async (how, act, kind) => {
    const text = `exports.act = () => { process.argv.push('kept'); process.env.HOME += '/more'; process.stdin; return ${act}; };
    exports.look = () => [process.env.HOME ?? null, typeof process.env.PATH, Date.now(), Math.random() === 0.3];`;
    const scenario = how === "cannot be built" ? call(":act", { $: "var", name: "none" }) : call(":act");
    const [before, ended, after] = await observe(text, call(":look"), under(EVERYTHING, scenario), call(":look"));
    expect(ended?.outcome.kind).toBe(kind);
    expect(before?.outcome).toEqual(returned([null, "string", expect.any(Number), false]));
    expect(after).toEqual(before);
  });

  it("move the counter on by a tick at each look of the file, the first one too", async () => {
    const text = `const kept = performance.now.bind(performance);
    exports.look = () => [performance.now(), performance.now(), performance.now()];
    exports.kept = () => [kept() >= 0, performance.now()];
    exports.Watch = class { get passed() { return performance.now(); } get name() { return "watch"; } };`;
    const scenarios = [call(":look"), call(":look"), call(":kept")].map((one) => under({ tick: 0.5 }, one));
    const watch: Scenario = { arrange: [], act: { kind: "new", ref: ":Watch", args: [] } };
    const all = await observe(text, ...scenarios, call(":look"), under({ tick: 0.5 }, watch), call(":kept"));
    const [first, second, kept, unset, made] = all;
    for (const seen of [first, second]) {
      expect(seen?.outcome).toEqual(returned([500, 1000, 1500]));
      expect(seen?.unstable).toEqual([]);
      expect(seen).not.toHaveProperty("asked");
    }
    expect([kept?.outcome, kept?.asked, kept?.unstable]).toEqual([returned([true, 500]), ["tick"], ["time"]]);
    expect([unset?.asked, unset?.unstable]).toEqual([["tick"], ["time"]]);
    // Tests ask getters in another order than the runtime does.
    expect(made?.outcome).toMatchObject({ value: { fields: { name: "watch" } } });
    expect(JSON.stringify(made?.outcome)).not.toContain("passed");
    expect(made?.unstable).toEqual([]);
  });

  it("mark what no scenario set as ever", async () => {
    const text =
      "exports.look = (what) => [Date.now(), performance.now(), process.env.HOME, process.env.EDITOR].length;";
    const [seen] = await observe(text, under({ now: 0, environment: { HOME: null } }, call(":look")));
    expect([seen?.unstable, seen?.asked]).toEqual([
      ["environment", "time"],
      ["environment EDITOR", "tick"],
    ]);
  });
});

describe("standard input", () => {
  const READERS = `const readline = require('node:readline');
  exports.chunks = async () => { const all = []; for await (const chunk of process.stdin) all.push(chunk); return Buffer.concat(all).toString(); };
  exports.events = () => new Promise((done) => { let text = ''; process.stdin.setEncoding('utf8').on('data', (part) => { text += part; }).on('end', () => done(text)); });
  exports.lines = async () => { const all = []; for await (const line of readline.createInterface({ input: process.stdin })) all.push(line); return all; };
  exports.ask = () => new Promise((done) => { const asked = readline.createInterface({ input: process.stdin, output: process.stdout }); asked.question('name? ', (name) => { asked.close(); done(name); }); });
  exports.start = (heard) => { process.stdin.on('data', heard); };`;

  it("gives its text in every usual way, afresh in each run", async () => {
    const input = "Zoë\nsecond\n";
    const [chunks, events, lines, asked, again] = await observe(
      READERS,
      ...[":chunks", ":events", ":lines", ":ask", ":chunks"].map((ref) => under({ input }, call(ref))),
    );
    expect(chunks?.outcome).toEqual(returned(input, "await"));
    expect(events?.outcome).toEqual(returned(input, "await"));
    expect(lines?.outcome).toEqual(returned(["Zoë", "second"], "await"));
    expect([asked?.outcome, asked?.printed.out]).toEqual([returned("Zoë", "await"), "name? "]);
    expect(again).toEqual(chunks);
  });

  it("may be empty", async () => {
    const seen = await observe(
      READERS,
      ...[":chunks", ":events", ":lines"].map((ref) => under({ input: "" }, call(ref))),
    );
    expect(seen.map(({ outcome }) => outcome.kind === "returned" && outcome.value)).toEqual(["", "", []]);
  });

  it("tells nobody in a later run", async () => {
    const heard = { $: "callable", kind: "record" } as const;
    const [started, later] = await observe(READERS, under({ input: "x" }, call(":start", heard)), call(":chunks"));
    expect(started).toMatchObject({ outcome: returned({ $: "undefined" }), changed: [] });
    expect([later?.outcome, later?.asked]).toEqual([returned("", "await"), ["input"]]);
  });
});

describe("what was asked", () => {
  it("is said in words, also where the command line ends the run", async () => {
    const text = `exports.all = () => { process.stdin; new Date(); Math.random(); crypto.randomUUID(); const { HOME, ...rest } = { HOME: process.env.HOME }; return 'EDITOR' in process.env; };
    exports.line = () => process.argv.slice(2);
    exports.parse = () => require('node:util').parseArgs().positionals;
    exports.nothing = () => new Date(0).getTime();`;
    const [all, line, parse, nothing] = await observe(
      text,
      ...[":all", ":line", ":parse", ":nothing"].map((ref) => call(ref)),
    );
    expect(all?.asked).toEqual(["chance", "environment EDITOR", "environment HOME", "input", "now", "uuid"]);
    expect([line?.asked, line?.outcome]).toMatchObject([["arguments"], { kind: "stopped", why: "blocked" }]);
    expect(parse?.asked).toEqual(["arguments"]);
    expect(nothing).not.toHaveProperty("asked");
  });

  it("is what the code asked, not what Node did for it", async () => {
    const text = `exports.print = () => { console.log('%o', { a: 1 }); console.table([[1]]); return process.stdout.hasColors?.() };
    exports.folder = () => require('node:os').tmpdir().length > 0;
    exports.load = () => typeof require('./b.js');
    exports.odd = (name) => [process.env[name], process.env.hasOwnProperty('X'), JSON.stringify(process.env).length > 0, String(process.env)].length;`;
    const [print, folder, load, odd] = await observe(
      text,
      ...[call(":print"), call(":folder"), call(":load"), call(":odd", "no name")],
    );
    for (const seen of [print, folder, load]) expect(seen).not.toHaveProperty("asked");
    expect(odd?.asked?.filter((word) => /no name|hasOwn|toJSON|toString|valueOf/.test(word))).toEqual([]);
  });

  it("ends after twelve questions", async () => {
    const text = "exports.many = () => { for (let n = 0; n < 30; n++) process.env[`NAME_${n}`]; };";
    const [many] = await observe(text, call(":many"));
    expect(many?.asked).toHaveLength(12);
  });
});

describe("a callable that keeps its calls", () => {
  const heard = { $: "callable", kind: "record" } as const;

  it("shows them as a change of the argument, as the lists are in the end", async () => {
    const text = `exports.each = (list, call) => { const last = []; list.forEach((item, index) => call(item, index, last)); last.push('end'); return list.length; };
    exports.later = async (call) => { await null; call(); setTimeout(call, 10, 'late'); await new Promise((done) => setTimeout(done, 20)); };
    exports.keep = (call) => call;
    exports.often = (count, call) => { for (let n = 0; n < count; n++) call(n); };`;
    const [each, later, keep, most, toomany] = await observe(
      text,
      ...[call(":each", ["a", "b"], heard), call(":later", heard), call(":keep", heard)],
      ...[call(":often", 20, heard), call(":often", 21, heard)],
    );
    expect(each?.changed).toEqual([
      {
        kind: "argument",
        index: 1,
        value: [
          ["a", 0, ["end"]],
          ["b", 1, ["end"]],
        ],
      },
    ]);
    expect(later?.changed).toEqual([{ kind: "argument", index: 0, value: [[], ["late"]] }]);
    expect(keep?.changed).toEqual([]);
    expect(most?.changed).toHaveLength(1);
    expect(toomany?.changed).toEqual([]);
  });
});

describe("an iterator", () => {
  const given = { $: "iterator", v: [1, "b", [3]] } as const;
  const left = (...value: Value[]) => [{ kind: "argument", index: 0, value }];

  it("shows what is left once the result is used up, where something was taken", async () => {
    const text = `exports.skip = (items, n) => { while (n-- > 0) items.next(); };
    exports.lazy = function* (items) { for (const item of items) yield item; };
    exports.later = async (items) => { await null; return items.next().value; };
    exports.same = (items) => items;
    exports.held = (items) => ({ items });
    exports.endless = function* (items) { for (;;) yield items.next().value; };`;
    const seen = await observe(
      text,
      ...[call(":skip", given, 2), call(":skip", given, 9), call(":skip", given, 0), call(":skip", [1, 2], 0)],
      ...[":lazy", ":later", ":same", ":held", ":endless"].map((ref) => call(ref, given)),
    );
    expect(seen.map(({ changed }) => changed)).toEqual([
      ...[left([3]), left(), [], []],
      ...[left(), left("b", [3]), left(), [], []],
    ]);
  });
});
