import { createHash } from "node:crypto";
import type { Context, Project, Proposal, Random } from "@autotest/core";
import { searchEngine } from "../engine.js";
import { FAKE_LANGUAGE, FAKE_SOURCE, type FakeFile, fakeProbe } from "./fake-probe.js";

/** A repeatable stream, enough for tests. */
export function testRandom(name: string): Random {
  let state = createHash("sha256").update(name).digest().readUInt32LE(0);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    below: (below) => Math.floor(next() * below),
    pick: (items) => (items.length === 0 ? undefined : items[Math.floor(next() * items.length)]),
  };
}

/** Everything the engine says about a fake file, and how many scenarios it ran. */
export async function proposeAll(
  file: FakeFile,
  seed = 1,
  calls = 20_000,
  options: Project["options"] = {},
): Promise<{ readonly proposals: readonly Proposal[]; readonly runs: number }> {
  const probe = fakeProbe(file);
  let now = 0;
  const ctx = {
    clock: { now: () => 0, elapsed: () => now++ * 0.001, sleep: async () => {}, after: () => () => {} },
    random: { seed, stream: (name: string) => testRandom(`${seed} ${name}`) },
    signal: new AbortController().signal,
  } as unknown as Context;
  const proposals: Proposal[] = [];
  const analysis = {
    ok: true as const,
    units: file.units,
    constants: [],
    importName: "fake",
    moduleKind: "esm" as const,
  };
  const request = {
    project: { root: "/project", workspace: "/copy", options },
    file: FAKE_SOURCE,
    language: FAKE_LANGUAGE,
    analysis,
    probe,
    goals: file.goals,
    budget: { seconds: 60, calls },
    seed,
  };
  for await (const proposal of searchEngine.propose(request, ctx)) proposals.push(proposal);
  return { proposals, runs: probe.runs() };
}
