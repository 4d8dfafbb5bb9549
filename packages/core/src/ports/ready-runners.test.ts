import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import type { Context, Project } from "../contracts/index.js";
import { createNodeContext, type NodeContext } from "./create-node-context.js";
import { createReadyRunners } from "./ready-runners.js";

const cwd = mkdtempSync(join(tmpdir(), "autotest-runners-"));
const project: Project = { root: cwd, workspace: cwd, options: {} };
/** Says that it waits, then gives back what it is sent. */
const ECHO = `
  const { writeSync, readSync } = require("node:fs");
  writeSync(4, "waits\\n");
  const text = Buffer.alloc(1000);
  for (;;) try { writeSync(4, text.subarray(0, readSync(3, text))); break; } catch (error) { if (error.code !== "EAGAIN") throw error; }
`;

let started: string[];
let context: NodeContext;
/** Runs steps by hand: time passes when told. */
let steps: (() => void)[];

function open(script: string): {
  readonly ctx: Context;
  readonly runners: ReturnType<typeof createReadyRunners<string>>;
} {
  started = [];
  steps = [];
  context = createNodeContext({ cwd, env: { PATH: process.env.PATH ?? "" } });
  const after = (_: number, run: () => void): (() => void) => {
    steps.push(run);
    return () => undefined;
  };
  const runners = createReadyRunners<string>(async (_, name, ctx) => {
    started.push(name);
    if (name === "broken") throw new Error("no such thing");
    const scratch = await ctx.fs.temporaryDirectory("scratch");
    return { file: process.execPath, args: ["-e", script], cwd, scratch };
  });
  return { ctx: { ...context, clock: { ...context.clock, after } }, runners };
}

afterEach(() => context.dispose());
afterAll(() => rmSync(cwd, { recursive: true }));

describe("createReadyRunners", () => {
  it("starts one after the other, and gives each to who asks for it", async () => {
    const { ctx, runners } = open(ECHO);
    await runners.prepare(project, ["one", "two"], ctx);
    expect(started).toEqual(["one"]);
    const one = await runners.take(project, "one", ctx);
    await new Promise<void>((resolve) => one.child.onLine(() => resolve()));
    const two = await runners.take(project, "two", ctx);
    expect(started).toEqual(["one", "two"]);
    for (const { child } of [one, two]) {
      const answer = new Promise((resolve) => child.onLine((line) => line === "waits" || resolve(line)));
      child.send("hello");
      expect(await answer).toBe("hello");
      await child.exited;
    }
    await runners.end(project, ctx);
  });

  it("starts at once what is asked for before its turn, and not once more", async () => {
    const { ctx, runners } = open(ECHO);
    await runners.prepare(project, ["one", "two", "three"], ctx);
    const three = await runners.take(project, "three", ctx);
    expect(started).toEqual(["one", "three"]);
    for (const index of [0, 2]) {
      steps[index]?.();
      await new Promise(setImmediate);
    }
    expect(started).toEqual(["one", "three", "two"]);
    three.child.kill();
    await three.child.exited;
    await runners.end(project, ctx);
  });

  it("waits no longer than a step for a process that says nothing", async () => {
    const { ctx, runners } = open("setInterval(() => undefined, 1000)");
    await runners.prepare(project, ["one", "two"], ctx);
    steps[0]?.();
    await new Promise(setImmediate);
    expect(started).toEqual(["one", "two"]);
    await runners.end(project, ctx);
  });

  it("starts no more once it was ended, nor holds up the others for one that cannot be started", async () => {
    const { ctx, runners } = open(ECHO);
    await runners.prepare(project, ["broken", "two", "three"], ctx);
    await new Promise(setImmediate);
    expect(started).toEqual(["broken", "two"]);
    await runners.end(project, ctx);
    for (const step of steps) step();
    await new Promise(setImmediate);
    expect(started).toEqual(["broken", "two"]);
    await expect(runners.take(project, "broken", ctx)).rejects.toThrow("no such thing");
  });
});
