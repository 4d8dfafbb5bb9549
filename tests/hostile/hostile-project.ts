import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { extname, join } from "node:path";
import { type Ended, TemporaryProject, withTools } from "../temporary-project.js";
import { folders, type Runner } from "./cases.js";

/** Must appear nowhere after a run: each is put where a module looks for it. */
export const CANARY = "canary-5d1b7c";

/** A project of hostile modules, with a home folder, a neighbour and a server that all must stay untouched. */
export class HostileProject {
  readonly project = new TemporaryProject();
  readonly home: string = join(this.project.base, "home");
  readonly temporary: string = join(this.project.base, "tmp");
  /** Holds a bubblewrap that is denied. */
  private readonly programs: string = join(this.project.base, "bin");
  /** Connections that reached the server outside. */
  calls = 0;
  private server: Server | undefined;

  async fill(runner: Runner, names: readonly string[]): Promise<this> {
    const { project, home, temporary } = this;
    for (const folder of [home, temporary, join(project.base, "neighbour"), join(project.folder, ".git", "hooks")])
      mkdirSync(folder, { recursive: true });
    writeFileSync(join(home, "secret"), `${CANARY}-home`);
    writeFileSync(join(home, ".bashrc"), "# mine\n");
    mkdirSync(this.programs);
    writeFileSync(join(this.programs, "bwrap"), "#!/bin/sh\necho 'bwrap: denied' >&2\nexit 1\n", { mode: 0o755 });
    writeFileSync(join(project.base, "neighbour", "file"), "mine");
    this.server = createServer((socket) => {
      this.calls += 1;
      socket.destroy();
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => this.server?.once("listening", resolve));
    const { port } = this.server.address() as { port: number };
    for (const file of readdirSync(folders[runner])) {
      const name = file.slice(0, -extname(file).length);
      if (!names.includes(name) && name !== "break_out") continue;
      const text = readFileSync(join(folders[runner], file), "utf8")
        .replaceAll("@ROOT@", project.folder)
        .replaceAll("@HOME@", home)
        .replaceAll("@PORT@", String(port));
      project.write({ [file]: text });
    }
    if (runner === "mocha") {
      project.write({
        "package.json": '{ "name": "hostile", "version": "1.0.0", "devDependencies": { "mocha": "*" } }',
      });
      project.linkMocha();
    } else project.write({ "pyproject.toml": '[project]\nname = "hostile"\nversion = "1"\n' });
    return this;
  }

  /** At L1 the machine looks as one on which bubblewrap is denied. */
  generate(args: readonly string[], level: "L1" | "L2"): Promise<Ended> {
    const tools = withTools();
    const env: NodeJS.ProcessEnv = {
      ...tools,
      HOME: this.home,
      TMPDIR: this.temporary,
      AUTOTEST_CANARY: `${CANARY}-environment`,
    };
    if (level === "L1") env.PATH = `${this.programs}:${tools.PATH}`;
    return this.project.autotest(["generate", "--json", ...args], { env });
  }

  /** Processes that were started by the run and are still there, in words. */
  processes(): readonly string[] {
    return readdirSync("/proc").filter((pid) => {
      if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false;
      const about = [() => readFileSync(`/proc/${pid}/environ`, "latin1"), () => readlinkSync(`/proc/${pid}/cwd`)];
      return about.some((look) => {
        try {
          return look().includes(this.project.base);
        } catch {
          return false;
        }
      });
    });
  }

  /** Files of the run in which the canary can be found; those that held it from the start are left out. */
  leaks(): readonly string[] {
    const found: string[] = [];
    const visit = (folder: string): void => {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) visit(path);
        else if (entry.isFile() && path !== join(this.home, "secret") && readFileSync(path).includes(CANARY))
          found.push(path);
      }
    };
    visit(this.project.base);
    return found;
  }

  remove(): void {
    this.server?.close();
    this.project.remove();
  }
}
