import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Context, Probe } from "../contracts/index.js";
import type { Scenario } from "../model/index.js";
import { createExec } from "../ports/exec.js";
import { startProbe } from "./start-probe.js";

/** A real child that speaks the protocol; the scenario's function name says how it behaves. */
const WORKER = `
const fs = require("node:fs");
const say = (o) => fs.writeSync(4, JSON.stringify(o) + "\\n");
let rest = "";
require("node:net");
const input = fs.createReadStream(null, { fd: 3 });
input.on("data", (d) => { const lines = (rest + d).split("\\n"); rest = lines.pop(); lines.forEach(handle); });
function handle(line) {
  const m = JSON.parse(line);
  if (m.op === "open") {
    if (m.settings.exit) process.exit(7);
    if (m.settings.refuse) return say({ id: m.id, ok: false, code: "import-failed", message: "no" });
    return say({ id: m.id, ok: true, runtime: "toy", goals: [{ kind: "branch", unit: "f", line: 1, condition: "", arm: "entry" }, { kind: "branch", unit: "f", line: 1, condition: "", arm: "entry" }], hitOnImport: [0], classes: [], shapes: {}, effects: [] });
  }
  if (m.op === "mutants") return say({ id: m.id, mixed: process.argv[2] === "mixed", mutants: [{ index: 0, unit: "f", line: 1, operator: "text", original: "a", replacement: "b" }] });
  m.batch.forEach((s, n) => {
    const what = s.act.ref;
    if (what === ":die") process.exit(3);
    if (what === ":announced") { say({ id: m.id, started: n }); process.exit(3); }
    say({ id: 999, n, hit: [0, 1], novel: true });
    if (what === ":quiet") return;
    say({ id: m.id, n, hit: [1], novel: true, ...(m.reach ? { reached: [0] } : {}), observation: { outcome: { kind: "returned", value: m.mutant === undefined ? what : [m.batch.length, Array.isArray(m.mutant) ? m.mutant[n] : m.mutant, what].join(" "), via: "call" }, changed: [], printed: { out: "", err: "" }, blocked: [], unstable: [] } });
  });
  const stop = m.mutant === undefined ? -1 : m.batch.findIndex((s) => s.act.ref === ":pollute");
  say({ id: m.id, done: true, ran: stop < 0 ? m.batch.length : stop + 1, polluted: m.batch.some((s) => s.act.ref === ":pollute"), spent: 7 * m.batch.length });
}
`;
const folder = mkdtempSync(join(tmpdir(), "autotest-probe-"));
const worker = join(folder, "worker.cjs");
writeFileSync(worker, WORKER);
const signal = new AbortController().signal;
const exec = createExec({ env: { PATH: process.env.PATH ?? "" }, privateFolder: folder, signal });
const ctx = { exec, signal } as unknown as Context;
const probes: Probe[] = [];
afterAll(async () => {
  await Promise.all(probes.map((probe) => probe.close()));
  rmSync(folder, { recursive: true });
});

async function open(settings: Record<string, unknown> = {}, file = process.execPath, ...words: readonly string[]) {
  const opening = await startProbe(
    {
      request: { file: { path: "a.js", text: "", hash: "" }, seed: 1 } as never,
      command: { file, args: [worker, ...words], cwd: folder },
      open: { file: join(folder, "a.js"), root: folder, scratch: folder, settings },
    },
    ctx,
  );
  if (opening.ok) probes.push(opening.probe);
  return opening;
}

async function probe(): Promise<Probe> {
  const opening = await open();
  if (!opening.ok) throw new Error(opening.problem.message);
  return opening.probe;
}

const call = (name: string): Scenario => ({ arrange: [], act: { kind: "function", ref: `:${name}`, args: [] } });
const outcomes = async (p: Probe, names: readonly string[]) =>
  (await p.run(names.map(call))).map(({ observation }) => observation?.outcome.kind ?? "nothing");

describe("startProbe", () => {
  it("gives equal goals different ids", async () => {
    const [first, second] = (await probe()).opened.goals;
    expect(first?.id).toMatch(/^[0-9a-f]{12}$/);
    expect(first?.id).not.toBe(second?.id);
    expect([first?.index, second?.index, first?.path]).toEqual([0, 1, "a.js"]);
  });

  it("answers in order, calls a goal novel once, and ignores lines with a foreign id", async () => {
    const p = await probe();
    const results = await p.run([call("a"), call("quiet"), call("b")]);
    expect(results.map((result) => result.hit)).toEqual([[1], [], [1]]);
    expect(results.map((result) => result.novel)).toEqual([true, false, false]);
  });

  it("loses only the scenario that kills the child, also when nobody said which one it was", async () => {
    const p = await probe();
    expect(await outcomes(p, ["a", "die", "b"])).toEqual(["returned", "stopped", "returned"]);
    expect(await outcomes(p, ["a", "quiet", "announced", "b"])).toEqual(["returned", "nothing", "stopped", "returned"]);
    expect(await outcomes(p, ["quiet", "quiet", "die", "b"])).toEqual(["nothing", "nothing", "stopped", "returned"]);
  });

  it("goes on in a new child after the module state was polluted", async () => {
    const p = await probe();
    expect(await outcomes(p, ["pollute", "a"])).toEqual(["returned", "returned"]);
    expect(await outcomes(p, ["b"])).toEqual(["returned"]);
  });

  it("adds up what runs cost, and the price of a new child", async () => {
    const p = await probe();
    expect(p.work).toBe(0);
    await p.run([call("a"), call("quiet"), call("b")]);
    expect(p.work).toBe(21);
    await p.run([call("die"), call("b")]);
    expect(p.work).toBe(200_028);
  });

  it("lists mutants once, and what runs under one meets no goal", async () => {
    const p = await probe();
    const listed = await p.mutants?.();
    expect(listed?.map(({ original, replacement }) => [original, replacement])).toEqual([["a", "b"]]);
    const [changed] = await p.run([call("a")], { mutant: 0 });
    expect(changed).toMatchObject({ hit: [], novel: false, observation: { outcome: { value: "1 0 :a" } } });
    const [plain] = await p.run([call("a")], { reach: true });
    expect(plain).toMatchObject({ hit: [1], novel: true, reached: [0], observation: { outcome: { value: ":a" } } });
    await p.run([call("pollute")], { mutant: 0 });
    expect(await p.mutants?.()).toBe(listed);
    const died = await p.run([call("die"), call("a")], { mutant: 0 });
    expect(died.map(({ observation }) => observation?.outcome.kind)).toEqual(["stopped", "returned"]);
  });

  it.each([
    ["in one batch where the runtime can", ["mixed"], ["4 0 :a", "4 3 :b", "4 3 :pollute", "1 1 :c"]],
    ["a batch each where it cannot", [], ["1 0 :a", "2 3 :b", "2 3 :pollute", "1 1 :c"]],
  ])("runs scenarios under a mutant each, %s; what changed code left behind is not seen", async (_, words, values) => {
    const opening = await open({}, process.execPath, ...words);
    if (!opening.ok) throw new Error("no probe");
    await opening.probe.mutants?.();
    const batch = ["a", "b", "pollute", "c"].map((name) => call(name));
    const results = await opening.probe.run(batch, { mutant: [0, 3, 3, 1] });
    const outcomes = results.map(({ observation }) => observation?.outcome);
    expect(outcomes.map((outcome) => (outcome?.kind === "returned" ? outcome.value : outcome?.kind))).toEqual(values);
  });

  it("says why a file cannot be opened", async () => {
    expect(await open({ refuse: true })).toMatchObject({
      ok: false,
      problem: { code: "import-failed", message: "no" },
    });
    expect(await open({ exit: true })).toMatchObject({ ok: false, problem: { code: "import-crashes" } });
    expect(await open({}, join(folder, "no-such-program"))).toMatchObject({
      ok: false,
      problem: { code: "no-runtime" },
    });
  });
});
