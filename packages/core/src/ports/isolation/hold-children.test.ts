import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import type { Command, Finished } from "../../contracts/context.js";
import { createExec } from "../exec.js";
import { chooseIsolation } from "./choose-isolation.js";
import { type Isolation, PORTABLE } from "./isolation.js";

const PATH = process.env.PATH ?? "";
const best = await chooseIsolation("auto", PATH);
const levels: readonly Isolation[] = best.bubblewrap ? [PORTABLE, best] : [PORTABLE];
const stop = new AbortController();
afterAll(() => {
  stop.abort();
  rmSync(base, { recursive: true, force: true });
});

const base = realpathSync(mkdtempSync(join(tmpdir(), "autotest-hold-")));
const [home, project, privateFolder] = ["home", "project", "private"].map((name) => join(base, name)) as [
  string,
  string,
  string,
];
const workspace = join(privateFolder, "workspace");
const scratch = join(privateFolder, "scratch");
for (const folder of [home, project, workspace, scratch]) mkdirSync(folder, { recursive: true });
writeFileSync(join(home, "secret"), "canary");
writeFileSync(join(project, "source"), "source");
writeFileSync(join(workspace, "source"), "source");

const holder = (isolation: Isolation) =>
  createExec({ env: { PATH, HOME: home, CANARY: "canary" }, privateFolder, project, isolation, signal: stop.signal });
const node = (script: string, more: Partial<Command> = {}): Command => ({
  file: process.execPath,
  args: ["-e", script],
  cwd: workspace,
  timeoutMs: 20_000,
  ...more,
});
/** Every process whose command line holds the mark. */
const running = (mark: string): readonly string[] =>
  readdirSync("/proc").filter((pid) => {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      return /^\d+$/.test(pid) && Number(pid) !== process.pid && line.includes(mark);
    } catch {
      return false;
    }
  });

describe.runIf(process.platform === "linux").each(levels)("at $level", (isolation) => {
  const exec = holder(isolation);
  const run = (script: string, more?: Partial<Command>): Promise<Finished> => exec.run(node(script, more));

  it("a child works as usual: code, output, input, signal, line channel", async () => {
    const finished = await run("process.stdin.on('data', d => { console.log('got ' + d); process.exitCode = 3; })", {
      input: "hello",
    });
    expect(finished).toMatchObject({ code: 3, signal: null, stdout: "got hello\n", stderr: "" });
    expect(await run("process.kill(process.pid, 'SIGSEGV')")).toMatchObject({ code: null, signal: "SIGSEGV" });
    const child = exec.start(node("fs.createReadStream('', { fd: 3 }).pipe(fs.createWriteStream('', { fd: 4 }))"));
    const line = new Promise((resolve) => child.onLine(resolve));
    child.send("ping");
    expect(await line).toBe("ping");
    child.kill();
    await child.exited;
  });

  it("counts the memory of everything the child started", async () => {
    const eat = "const all = []; setInterval(() => all.push(Buffer.alloc(2e7, 1)), 5)";
    const script = `child_process.spawn(process.execPath, ['-e', ${JSON.stringify(eat)}]); setInterval(() => {}, 1e3)`;
    expect(await run(script, { memoryBytes: 3e8 })).toMatchObject({ ended: "memory" });
  });

  it("refuses one huge request for memory, and a huge file, at once", async () => {
    const script = `
      try { Buffer.alloc(4e9); console.log("got memory"); } catch (error) { console.log(error.message); }
      process.on("SIGXFSZ", () => {});
      const file = fs.openSync("huge", "w");
      try { for (let n = 0; n < 80; n++) fs.writeSync(file, Buffer.alloc(2 ** 20)); console.log("wrote all"); }
      catch (error) { console.log(error.code); }
      fs.unlinkSync("huge");`;
    expect((await run(script)).stdout).toBe("Array buffer allocation failed\nEFBIG\n");
  });

  it("ends a fork bomb", async () => {
    const mark = `bomb-${isolation.level.slice(0, 2)}-${process.pid}`;
    const bomb = `b() { sh -c 'sleep 300; : ${mark}' & b & wait; }; b`;
    const finished = await exec.run({ file: "sh", args: ["-c", bomb], cwd: workspace, timeoutMs: 20_000 });
    expect(["processes", "itself"]).toContain(finished.ended);
    await vi.waitFor(() => expect(running(mark)).toEqual([]), 5_000);
  });

  it("ends a child that stopped itself", async () => {
    const finished = await run("process.kill(process.pid, 'SIGSTOP')", { timeoutMs: 500 });
    expect(finished.ended).toBe("timeout");
  });

  it("keeps little of a flood of output", async () => {
    const flood = "const b = Buffer.alloc(2 ** 20, 120); for (let n = 0; n < 256; n++) fs.writeSync(1, b)";
    const { stdout } = await run(flood);
    expect(stdout.length).toBeLessThan(2 ** 20 + 100);
    expect(stdout).toContain("bytes left out");
  });

  it("ends a child that floods the line channel", async () => {
    const flood = "const b = Buffer.alloc(2 ** 20, 120); for (;;) fs.writeSync(4, b)";
    const child = exec.start(node(flood));
    expect((await child.exited).signal).toBe("SIGKILL");
  });
});

describe("the levels are told apart", () => {
  it("by running a child", async () => {
    expect(await chooseIsolation("off", PATH)).toMatchObject({ level: "L0 off" });
    const missing = await chooseIsolation("auto", "/nowhere");
    expect(missing).toMatchObject({ level: "L1 portable", reason: expect.any(String) });
    expect(missing.bubblewrap).toBeUndefined();
  });

  it("and a program that is there but denied does not count", async () => {
    const bin = join(base, "bin");
    mkdirSync(bin);
    const text = "#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n";
    writeFileSync(join(bin, "bwrap"), text, { mode: 0o755 });
    const denied = await chooseIsolation("auto", `${bin}:${PATH}`);
    expect(denied).toMatchObject({ level: "L1 portable", reason: expect.stringContaining("uid map") });
    expect(denied.fix).toBeDefined();
    writeFileSync(join(bin, "bwrap"), '#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done; shift; exec "$@"\n');
    expect((await chooseIsolation("auto", `${bin}:${PATH}`)).reason).toMatch(/does not hold: sees-outside/);
  });
});

describe.skipIf(best.bubblewrap === undefined)("an older bubblewrap", () => {
  it("works without limits on file systems in memory", async () => {
    const bin = join(base, "old");
    mkdirSync(bin);
    const refuse = 'case "$*" in *--size*) echo "bwrap: Unknown option --size" >&2; exit 1;; esac';
    writeFileSync(join(bin, "bwrap"), `#!/bin/sh\n${refuse}\nexec ${best.bubblewrap?.file} "$@"\n`, { mode: 0o755 });
    const old = await chooseIsolation("auto", `${bin}:${PATH}`);
    expect(old).toMatchObject({ level: "L2 namespaces", bubblewrap: { limitsSize: false, ownProc: true } });
  });
});

const without = best.bubblewrap ? "" : ` (skipped: ${best.reason})`;
describe.skipIf(best.bubblewrap === undefined)(`only at L2 namespaces${without}`, () => {
  const exec = holder(best);
  const run = (script: string, more?: Partial<Command>): Promise<Finished> => exec.run(node(script, more));
  const tried = async (script: string, more?: Partial<Command>): Promise<string> =>
    (await run(`try { ${script}; console.log("done") } catch (error) { console.log(error.code) }`, more)).stdout.trim();

  it("a daemon that left the process group does not survive", async () => {
    const mark = `daemon-${process.pid}`;
    const script = `child_process.spawn('setsid', ['sh', '-c', 'sleep 300; : ${mark}'], { detached: true }).unref();
      setTimeout(() => process.exit(), 300)`;
    expect(await run(script)).toMatchObject({ code: 0 });
    await vi.waitFor(() => expect(running(mark)).toEqual([]), 5_000);
  });

  it("the home folder, temporary folders and most settings of the system are not seen", async () => {
    for (const path of [join(home, "secret"), join(base, "private", "other"), "/etc/shadow", "/var/log"])
      expect(await tried(`fs.statSync(${JSON.stringify(path)})`), path).toBe("ENOENT");
    expect(await tried(`fs.statSync(${JSON.stringify(join(project, "source"))})`)).toBe("done");
  });

  it("only the copy, the scratch folder and temporary folders can be written to", async () => {
    const write = (path: string): string => `fs.writeFileSync(${JSON.stringify(path)}, "x")`;
    for (const path of [join(project, "x"), "/usr/x", "/x", "/etc/x", join(home, "x")])
      expect(await tried(write(path)), path).toMatch(/^(EROFS|ENOENT)$/);
    expect(await tried(write("made-here"))).toBe("done");
    expect(existsSync(join(workspace, "made-here"))).toBe(true);
    expect(await tried(write("made-there"), { writes: [], scratch })).toBe("EROFS");
    expect(await tried(write(join(scratch, "x")), { writes: [], scratch })).toBe("done");
    expect(readdirSync(scratch)).toEqual([]);
    const own = `/tmp/autotest-${process.pid}`;
    expect(await tried(`${write(`${privateFolder}/x`)}; ${write(own)}`)).toBe("done");
    expect([existsSync(own), existsSync(join(privateFolder, "x"))]).toEqual([false, false]);
  });

  it("packages that the project's dependency folder links to are seen, their personal files are not", async () => {
    const [modules, shared] = [join(project, "node_modules"), join(base, "shared")];
    mkdirSync(join(modules, "@shop"), { recursive: true });
    mkdirSync(shared);
    for (const name of ["package.json", "index.js", ".env"]) writeFileSync(join(shared, name), "{}");
    symlinkSync(shared, join(modules, "@shop/money"));
    const run = createExec({
      ...{ env: { PATH, HOME: home }, privateFolder, project, isolation: best, signal: stop.signal },
      linked: new Set([modules]),
    });
    const script = `let read; try { read = fs.readFileSync(${JSON.stringify(join(shared, ".env"))}, "utf8") } catch {}
      console.log(fs.readdirSync(${JSON.stringify(join(modules, "@shop/money"))}).join(), Boolean(read))`;
    expect((await run.run(node(script))).stdout).toBe(".env,index.js,package.json false\n");
  });

  it("other processes are not seen, nor what they were started with", async () => {
    const script = `const seen = fs.readdirSync('/proc').filter((name) => /^\\d+$/.test(name));
      const read = (pid) => { try { return fs.readFileSync('/proc/' + pid + '/environ', 'latin1') } catch { return '' } };
      console.log(seen.length < 6, seen.map(read).join('').includes('canary'))`;
    expect((await run(script)).stdout).toBe("true false\n");
  });

  it("there is no network but a loopback of its own", async () => {
    const server = createServer((socket) => socket.end()).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    const script = `const ask = (port) => new Promise((resolve) =>
        net.connect(port, '127.0.0.1').on('connect', () => resolve('connected')).on('error', (e) => resolve(e.code)));
      const own = net.createServer((socket) => socket.end()).listen(0, '127.0.0.1', async () => {
        console.log(await ask(${port}), await ask(own.address().port)); process.exit(); })`;
    expect((await run(script)).stdout).toBe("ECONNREFUSED connected\n");
    server.close();
  });

  it("a program that is asked what it is may be outside of the sandbox", async () => {
    const script = `console.log(fs.existsSync(${JSON.stringify(join(home, "secret"))}))`;
    expect((await run(script, { portable: true })).stdout).toBe("true\n");
  });
});
