import { readdirSync } from "node:fs";
import type { Observation, Scenario, Surroundings } from "@autotest/core";
import { afterEach, describe, expect, it } from "vitest";
import { call, type TemporaryProject, temporaryProject } from "./testing/temporary-project.js";

let opened: TemporaryProject | undefined;
afterEach(() => opened?.remove());

const FS = "const fs = require('node:fs'); const path = require('node:path');";
type Files = NonNullable<Surroundings["files"]>;

async function observe(text: string, ...scenarios: readonly Scenario[]): Promise<readonly Observation[]> {
  opened = temporaryProject({ "package.json": "{}", "a.js": `${FS}\n${text}`, "own.txt": "mine", "b.js": "" });
  const probe = await opened.probe("a.js");
  const results = await probe.run(scenarios);
  await probe.close();
  return results.map(({ observation }) => observation!);
}

const withFiles = (files: Files, scenario: Scenario): Scenario => ({ ...scenario, surroundings: { files } });
const returned = (value: unknown, via = "call") => ({ kind: "returned", value, via });
const file = (path: string, text: string | null) => ({ kind: "file", path, text });

describe("files of a scenario", () => {
  it("are read in every usual way, and are no reason for doubt", async () => {
    const text = `const { readFile } = require('node:fs/promises'); const readline = require('node:readline');
    exports.sync = () => [fs.readFileSync('data/a.csv', 'utf8'), fs.existsSync('none.txt'), fs.readdirSync('.'), fs.statSync('data').isDirectory(), fs.readFileSync(path.resolve('b.txt')).toString()];
    exports.promised = () => readFile('./b.txt', 'utf8');
    exports.called = () => new Promise((done) => fs.readFile('b.txt', 'utf8', (error, text) => done(text)));
    exports.lines = async () => { const all = []; for await (const line of readline.createInterface({ input: fs.createReadStream('data/a.csv') })) all.push(line); return all; };`;
    const files = { "data/a.csv": "a,b\n1,ü\n", "b.txt": "", "none.txt": null };
    const [sync, promised, called, lines] = await observe(
      text,
      ...[":sync", ":promised", ":called", ":lines"].map((ref) => withFiles(files, call(ref))),
    );
    expect(sync?.outcome).toEqual(returned(["a,b\n1,ü\n", false, ["b.txt", "data"], true, ""]));
    expect([promised?.outcome, called?.outcome]).toEqual([returned("", "await"), returned("", "await")]);
    expect(lines?.outcome).toEqual(returned(["a,b", "1,ü"], "await"));
    // `readline` looks at the environment by itself.
    for (const seen of [sync, promised, called, { ...lines, unstable: [] }]) {
      expect(seen).toMatchObject({ unstable: [], changed: [] });
      expect(seen).not.toHaveProperty("asked");
    }
  });

  it("are there for ES modules, which take functions by name", async () => {
    const text = `import { existsSync, readFileSync, writeFileSync } from "node:fs";
    import { readFile } from "fs/promises";
    export async function copy(name) { if (existsSync(name)) writeFileSync("to.txt", readFileSync(name)); return readFile("to.txt", "utf8"); }`;
    opened = temporaryProject({ "package.json": '{"type":"module"}', "a.js": text });
    const probe = await opened.probe("a.js");
    const results = await probe.run([
      withFiles({ "from.txt": "x" }, call(":copy", "from.txt")),
      call(":copy", "no.txt"),
      call(":copy", "./.env"),
    ]);
    await probe.close();
    expect(results.map(({ observation }) => observation)).toMatchObject([
      { outcome: returned("x", "await"), changed: [file("to.txt", "x")], asked: ["file to.txt"] },
      { outcome: { kind: "raised" }, changed: [], asked: ["file no.txt", "file to.txt"] },
      { outcome: { kind: "raised" }, changed: [], asked: ["file .env", "file to.txt"] },
    ]);
  });

  it("are missing as in any other folder", async () => {
    const text = `exports.read = () => fs.readFileSync('none.txt');
    exports.load = (name) => { if (!fs.existsSync(name)) throw new Error('no ' + name); return 1; };`;
    const [read, load] = await observe(
      text,
      withFiles({}, call(":read")),
      withFiles({ "x.txt": null }, call(":load", "x.txt")),
    );
    expect(read?.outcome).toMatchObject({
      kind: "raised",
      message: "ENOENT: no such file or directory, open 'none.txt'",
      explicit: false,
    });
    expect(load?.outcome).toMatchObject({ kind: "raised", message: "no x.txt", explicit: true });
  });

  it("are there for the arrange steps, and until what waits has ended", async () => {
    const text = `exports.Store = class { constructor() { this.first = fs.readFileSync('a.txt', 'utf8'); }
      async save(more) { await new Promise((done) => setTimeout(done, 20)); await fs.promises.writeFile('a.txt', this.first + more); return fs.readFileSync('a.txt', 'utf8'); } };`;
    const scenario: Scenario = {
      arrange: [{ name: "store", value: { $: "new", ref: ":Store", args: [] } }],
      act: { kind: "method", on: { $: "var", name: "store" }, name: "save", args: ["2"] },
    };
    const [seen] = await observe(text, withFiles({ "a.txt": "1" }, scenario));
    expect(seen?.outcome).toEqual(returned("12", "await"));
    expect(seen?.changed).toEqual([file("a.txt", "12")]);
  });

  it("show what was written, removed and renamed", async () => {
    const text = `exports.all = () => {
      fs.mkdirSync('out/deep', { recursive: true });
      fs.writeFileSync('out/deep/new.txt', 'é'); fs.appendFileSync('log.txt', '!'); fs.rmSync('old.txt'); fs.renameSync('from.txt', 'to.txt');
      fs.writeFileSync('same.txt', 'same'); fs.writeFileSync('bytes.bin', Buffer.from([0xff, 0xfe])); fs.writeFileSync('long.txt', 'x'.repeat(2001));
      fs.mkdtempSync('tmp-');
    };
    exports.many = () => { for (let n = 9; n > 0; n--) fs.writeFileSync(n + '.txt', 'x'); };
    exports.gone = () => { fs.rmSync('sub', { recursive: true }); fs.mkdirSync(path.dirname('a.txt'), { recursive: true }); };`;
    const files = { "log.txt": "hey", "old.txt": "", "from.txt": "f", "same.txt": "same" };
    const [all, many, gone] = await observe(
      text,
      withFiles(files, call(":all")),
      withFiles({}, call(":many")),
      withFiles({ "sub/a/b.txt": "x" }, call(":gone")),
    );
    expect([all?.outcome.kind, all?.changed]).toEqual([
      "returned",
      [
        ...[file("from.txt", null), file("log.txt", "hey!"), file("old.txt", null)],
        ...[file("out/deep/new.txt", "é"), file("to.txt", "f")],
      ],
    ]);
    expect(many?.changed).toEqual(["1", "2", "3", "4", "5"].map((name) => file(`${name}.txt`, "x")));
    expect(gone?.changed).toEqual([file("sub/a/b.txt", null)]);
  });

  it("are gone in the next run, and the folder with them, however a run ends", async () => {
    const text = `exports.act = (how) => { fs.writeFileSync('made.txt', 'x');
      if (how === 'throws') throw new Error('x');
      if (how === 'hangs') return new Promise(() => {});
      if (how === 'loops') for (;;);
      if (how === 'holds') return /^(a+)+$/.test('a'.repeat(40) + 'b');
      return 1; };
    exports.look = () => [fs.readFileSync('own.txt', 'utf8'), fs.existsSync('made.txt')];`;
    const hows = ["returns", "throws", "hangs", "loops", "holds"];
    opened = temporaryProject({ "package.json": "{}", "a.js": `${FS}\n${text}`, "own.txt": "mine" });
    const probe = await opened.probe("a.js");
    const results = await probe.run(hows.flatMap((how) => [withFiles({}, call(":act", how)), call(":look")]));
    const endings = results.map(({ observation }) => observation?.outcome);
    expect(endings.filter((_, at) => at % 2 === 0).map((outcome) => outcome?.kind)).toEqual([
      "returned",
      "raised",
      "stopped",
      "stopped",
      "stopped",
    ]);
    for (const outcome of endings.filter((_, at) => at % 2 === 1)) expect(outcome).toEqual(returned(["mine", false]));
    await probe.close();
    expect(readdirSync(opened.project.root).sort()).toEqual(["a.js", "own.txt", "package.json"]);
  });

  it.each([["/etc/x.txt"], ["../x.txt"], ["a/../../x.txt"], ["."], [""]])("cannot lie at %j", async (path) => {
    const [seen, next] = await observe("exports.f = () => 1;", withFiles({ [path]: "x" }, call(":f")), call(":f"));
    expect(seen?.outcome).toMatchObject({ kind: "stopped", why: "arrange" });
    expect(next?.outcome).toEqual(returned(1));
  });

  it("leave everything outside of their folder closed", async () => {
    const text = `exports.write = (name) => fs.writeFileSync(name, 'x'); exports.move = (name) => process.chdir(name);
    exports.rename = () => fs.renameSync('../own.txt', 'a.txt');`;
    const acts = [call(":write", "../x.txt"), call(":write", "/tmp/x.txt"), call(":move", ".."), call(":rename")];
    const seen = await observe(text, ...acts.map((act) => withFiles({}, act)), call(":write", "x.txt"));
    for (const { outcome } of seen) expect(outcome).toMatchObject({ kind: "stopped", why: "blocked" });
  });

  it("have a folder whose name is no evidence", async () => {
    const text = "exports.where = () => path.resolve('a.txt'); exports.size = () => process.cwd().length;";
    const [where, size, again] = await observe(
      text,
      ...[":where", ":size", ":size"].map((ref) => withFiles({}, call(ref))),
    );
    expect(where?.unstable).toEqual(["environment"]);
    expect(size?.outcome).not.toEqual(again?.outcome);
  });
});

describe("files that were asked for", () => {
  it("are said by their relative path, each way of looking", async () => {
    const text = `const { existsSync } = fs; const { promisify } = require('node:util');
    exports.all = async () => {
      existsSync('a.txt'); fs.existsSync('./b.txt'); fs.existsSync(path.resolve('sub/c.txt')); fs.statSync('d.txt', { throwIfNoEntry: false });
      try { fs.accessSync('e e.txt') } catch {}
      try { fs.readdirSync('f') } catch {}
      try { fs.openSync('g.txt') } catch {}
      await fs.promises.readFile('h.txt').catch(() => {});
      await promisify(fs.readFile)('i.txt').catch(() => {});
      await new Promise((done) => fs.createReadStream('j.txt').on('error', done));
    };
    exports.write = () => fs.writeFileSync('out.txt', '');
    exports.none = () => { fs.existsSync('../a.txt'); fs.existsSync('/etc/passwd'); fs.existsSync(path.join(__dirname, 'own.txt')); fs.existsSync('.'); fs.existsSync('a/../b'); fs.existsSync('a/b/c/d'); fs.existsSync('..env'); try { fs.readFileSync(99) } catch {} require('./b.js'); try { require('./c.js') } catch {} console.log('x'); };
    exports.many = () => { for (let n = 0; n < 30; n++) fs.existsSync('x' + n); };`;
    const [all, write, none, many, known] = await observe(
      text,
      ...[":all", ":write", ":none", ":many"].map((ref) => call(ref)),
      withFiles({ "a.txt": "x", "b.txt": null, "sub/c.txt": "", "f/x": "" }, call(":all")),
    );
    const rest = ["file e e.txt", "file g.txt", "file h.txt", "file i.txt", "file j.txt"];
    expect(all?.asked).toEqual(["file a.txt", "file b.txt", "file d.txt", "file f", "file sub/c.txt", ...rest].sort());
    expect([write?.asked, write?.outcome]).toMatchObject([["file out.txt"], { kind: "stopped", why: "blocked" }]);
    expect(none).not.toHaveProperty("asked");
    expect(many?.asked).toHaveLength(12);
    expect(known?.asked).toEqual(["file d.txt", ...rest]);
  });
});
