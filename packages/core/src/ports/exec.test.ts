import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { createExec } from "./exec.js";

const privateFolder = mkdtempSync(join(tmpdir(), "autotest-exec-"));
const env = { PATH: process.env.PATH ?? "", SECRET_TOKEN: "canary-7f3" };
afterAll(() => rmSync(privateFolder, { recursive: true, force: true }));
const never = new AbortController().signal;
const node = (script: string) => ({ file: process.execPath, args: ["-e", script], cwd: privateFolder });

/** A killed process that nobody collected yet is still listed, as a zombie. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

describe("createExec", () => {
  const exec = createExec({ env, privateFolder, signal: never });

  it("gives code, output and input of a child", async () => {
    const finished = await exec.run({
      ...node("process.stdin.on('data', d => { process.stdout.write('got ' + d); process.exitCode = 3; })"),
      input: "hello",
    });
    expect(finished).toMatchObject({ code: 3, signal: null, stdout: "got hello", stderr: "", ended: "itself" });
  });

  it("hands no variable on but the allowed ones", async () => {
    const finished = await exec.run(node("console.log(JSON.stringify(process.env))"));
    const seen = JSON.parse(finished.stdout) as Record<string, string>;
    expect(seen).not.toHaveProperty("SECRET_TOKEN");
    expect(seen).toMatchObject({ HOME: privateFolder, TMPDIR: privateFolder, TZ: "UTC" });
  });

  it("ends a child that runs too long, with its children", async () => {
    const script = `const c = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]); console.log(c.pid); setInterval(() => {}, 1000);`;
    const finished = await exec.run({ ...node(script), timeoutMs: 3_000 });
    expect(finished.ended).toBe("timeout");
    const grandchild = Number(finished.stdout.trim());
    expect(grandchild).toBeGreaterThan(0);
    // The signal is sent; a busy machine takes its time to end a process.
    await vi.waitFor(() => expect(isRunning(grandchild)).toBe(false), { timeout: 5_000, interval: 20 });
  });

  it("says that a program does not exist", async () => {
    const finished = await exec.run({ file: "no-such-program-here", args: [], cwd: privateFolder });
    expect(finished).toMatchObject({ ended: "not-started", code: null });
    expect(finished.problem).toContain("ENOENT");
  });

  it("keeps head and tail of a flood", async () => {
    const finished = await exec.run({
      ...node("process.stdout.write('a' + 'x'.repeat(500000) + 'z')"),
      outputLimit: 1000,
    });
    expect(finished.stdout.length).toBeLessThan(1100);
    expect(finished.stdout).toMatch(/^ax+\n\.\.\. 499002 bytes left out \.\.\.\nx+z$/);
  });

  it("ends a child that eats memory", async () => {
    const script = "const keep = []; setInterval(() => keep.push(Buffer.alloc(20e6, 1)), 5)";
    const finished = await exec.run({ ...node(script), memoryBytes: 250_000_000, timeoutMs: 20_000 });
    expect(finished.ended).toBe("memory");
  });

  it("ends children when the run is aborted", async () => {
    const stop = new AbortController();
    const running = createExec({ env, privateFolder, signal: stop.signal }).run(
      node("console.log(1); setInterval(() => {}, 1000)"),
    );
    stop.abort();
    expect((await running).ended).toBe("aborted");
  });

  it.runIf(process.platform === "linux")("leaves no child behind when it is killed itself", async () => {
    const built = new URL("../../dist/index.js", import.meta.url).href;
    const script = `
      const { createExec } = await import(${JSON.stringify(built)});
      const exec = createExec({ env: { PATH: process.env.PATH }, privateFolder: process.cwd(), signal: new AbortController().signal });
      const child = exec.start({ file: process.execPath, args: ["-e", "for (;;);"], cwd: process.cwd() });
      process.stdout.write(child.pid + "\\n");`;
    const owner = spawn(process.execPath, ["--input-type=module", "-e", script], {
      cwd: privateFolder,
      env: { PATH: env.PATH },
    });
    const [chunk] = (await once(owner.stdout, "data")) as [Buffer];
    const child = Number(chunk.toString());
    expect(isRunning(child)).toBe(true);
    owner.kill("SIGKILL");
    await once(owner, "exit");
    await vi.waitFor(() => expect(isRunning(child)).toBe(false), { timeout: 5_000, interval: 20 });
  });
});
