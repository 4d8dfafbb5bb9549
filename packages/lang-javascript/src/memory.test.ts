import { readFileSync } from "node:fs";
import type { Observation, Probe } from "@autotest/core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { call, type TemporaryProject, temporaryProject } from "./testing/temporary-project.js";

const MEGABYTE = 1024 * 1024;
/** Arrays of so many megabytes, which nobody keeps. */
const FILL = `
const make = (megabytes) => Array.from({ length: megabytes }, () => new Array(131072).fill(1));
exports.fill = (megabytes) => make(megabytes).length;
exports.id = () => process.pid;`;

let opened: TemporaryProject | undefined;
afterEach(() => opened?.remove());

async function open(text: string): Promise<Probe> {
  opened = temporaryProject({ "package.json": "{}", "fill.js": text });
  return opened.probe("fill.js");
}

async function outcomeOf(probe: Probe, megabytes: number): Promise<Observation["outcome"]> {
  const [result] = await probe.run([call(":fill", megabytes)], { reply: "full" });
  return result!.observation!.outcome;
}

/** Bytes. */
async function residentOf(probe: Probe): Promise<number> {
  const [result] = await probe.run([call(":id")], { reply: "full" });
  const { outcome } = result!.observation!;
  const id = outcome.kind === "returned" ? outcome.value : null;
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1];
  return Number(kilobytes) * 1024;
}

describe("memory", () => {
  it("stops a scenario that needs much more than importing took", async () => {
    const probe = await open(FILL);
    expect(await outcomeOf(probe, 64)).toMatchObject({ kind: "returned" });
    expect(await outcomeOf(probe, 200)).toMatchObject({ kind: "stopped" });
    expect(await outcomeOf(probe, 64)).toMatchObject({ kind: "returned" });
    await probe.close();
  });

  it("gives a file that takes much to import a larger heap", async () => {
    for (const megabytes of [80, 160]) {
      const probe = await open(`${FILL}\nconst kept = make(${megabytes});\nexports.size = () => kept.length;`);
      expect(await outcomeOf(probe, 64)).toMatchObject({ kind: "returned" });
      await probe.close();
      await opened?.remove();
    }
  });

  it.runIf(process.platform === "linux")("gives back what a batch leaves behind", async () => {
    const probe = await open(FILL);
    const before = await residentOf(probe);
    for (const megabytes of [100, 90]) {
      await outcomeOf(probe, megabytes);
      // Pages leave a moment after they were given back.
      await vi.waitFor(async () => expect((await residentOf(probe)) - before).toBeLessThan(32 * MEGABYTE), {
        timeout: 5_000,
      });
    }
    await probe.close();
  });

  it("shows the code no function that clears memory", async () => {
    const probe = await open("exports.see = () => typeof gc;");
    const [result] = await probe.run([call(":see")], { reply: "full" });
    expect(result!.observation!.outcome).toMatchObject({ kind: "returned", value: "undefined" });
    await probe.close();
  });
});
