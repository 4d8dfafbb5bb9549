import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Clock } from "../contracts/index.js";
import { lockProject } from "./lock-project.js";

/** A clock on which waiting takes no time. */
function quickClock(): Clock {
  let now = 0;
  return {
    now: () => now,
    elapsed: () => now,
    sleep: async (ms) => {
      now += ms;
    },
    after: () => () => undefined,
  };
}

let folder: string;
let releases: (() => Promise<void>)[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "autotest-lock-"));
  releases = [];
});
afterEach(async () => {
  for (const release of releases) await release();
  rmSync(folder, { recursive: true });
});

async function take(said: string[] = [], clock = quickClock(), signal = new AbortController().signal): Promise<void> {
  releases.push(await lockProject(folder, { clock, signal, onWait: (holder) => said.push(holder) }));
}

/** What a process that was killed leaves behind. */
function leave(holder: object): void {
  mkdirSync(join(folder, "run.lock"));
  writeFileSync(join(folder, "run.json"), JSON.stringify(holder));
}

describe("lockProject", () => {
  it("leaves nothing behind", async () => {
    await take();
    expect(readdirSync(folder).sort()).toEqual(["run.json", "run.lock"]);
    await releases.pop()?.();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("names the holder after a second, and again when it gives up", async () => {
    await take();
    const said: string[] = [];
    await expect(take(said)).rejects.toThrow(`process ${process.pid} on ${hostname()}`);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(String(process.pid));
  });

  it("goes on when the holder is done", async () => {
    await take();
    const said: string[] = [];
    const clock = quickClock();
    const waiting: Clock = {
      ...clock,
      sleep: async (ms) => {
        await clock.sleep(ms);
        if (clock.elapsed() > 2_000) await releases.shift()?.();
      },
    };
    await take(said, waiting);
    expect(said).toHaveLength(1);
    expect(JSON.parse(readFileSync(join(folder, "run.json"), "utf8"))).toMatchObject({ pid: process.pid });
  });

  it("takes over at once from a process of this machine that is gone", async () => {
    const child = spawn(process.execPath, ["-e", "0"]);
    await new Promise((resolve) => child.once("exit", resolve));
    leave({ pid: child.pid, host: hostname(), since: "2024-01-01T00:00:00.000Z" });
    const said: string[] = [];
    await take(said);
    expect(said).toEqual([]);
  });

  it("does not judge a process of another machine by its number", async () => {
    leave({ pid: 999_999_999, host: "elsewhere", since: "2024-01-01T00:00:00.000Z" });
    await expect(take()).rejects.toThrow("999999999 on elsewhere");
  });

  it("takes over a lock that nobody renewed", async () => {
    leave({ pid: 1, host: "elsewhere", since: "2024-01-01T00:00:00.000Z" });
    const long = new Date(Date.now() - 60_000);
    utimesSync(join(folder, "run.lock"), long, long);
    await take();
  });

  it("waits without a name when the note is damaged", async () => {
    leave({});
    await expect(take()).rejects.toThrow("another autotest is working on this project");
  });

  it("listens to no signal, so that the system can end a busy process", async () => {
    const before = process.listenerCount("SIGINT");
    await take();
    expect(process.listenerCount("SIGINT")).toBe(before);
  });

  it("stops waiting on a signal", async () => {
    await take();
    const stop = new AbortController();
    stop.abort();
    await expect(take([], quickClock(), stop.signal)).rejects.toThrow("stopped while");
  });
});
