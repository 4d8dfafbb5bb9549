import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { repository } from "./workspace-packages.js";

/** The command line as built. */
export const cli: string = join(repository, "packages", "cli", "dist", "bin.js");

/** The Python environment that set-up makes. */
export const pythonEnvironment: string = join(repository, ".tools", "python");

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  /** Default: the project. */
  readonly cwd?: string;
  /** Called with the child's id as soon as it runs. */
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void) => void;
}

/** A project of a test's own, in a temporary folder with a neighbour folder that nobody may touch. */
export class TemporaryProject {
  /** Holds the project and its neighbours. */
  readonly base: string;
  readonly folder: string;

  constructor(name = "project") {
    this.base = realpathSync(mkdtempSync(join(tmpdir(), "autotest-e2e-")));
    this.folder = join(this.base, name);
    mkdirSync(this.folder);
    chmodSync(this.base, 0o755);
  }

  write(files: { readonly [path: string]: string | Uint8Array }): this {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), content);
    }
    return this;
  }

  /** Starts from one of the examples, without what a run left behind. */
  copyExample(name: "python" | "typescript"): this {
    const from = join(repository, "examples", name);
    cpSync(from, this.folder, {
      recursive: true,
      filter: (path) => !/node_modules|__pycache__|\.pytest_cache|\.autotest/.test(path.slice(from.length)),
    });
    return name === "typescript" ? this.linkMocha() : this;
  }

  /** Gives the project mocha and tsx, as `npm install` would. */
  linkMocha(): this {
    symlinkSync(join(repository, "examples", "typescript", "node_modules"), join(this.folder, "node_modules"));
    return this;
  }

  /** Gives the project packages that the StrykerJS plugin of this repository is tried with, as `npm install` would. */
  linkStryker(names: readonly string[] = ["mocha", "@stryker-mutator/core", "@stryker-mutator/mocha-runner"]): this {
    const require = createRequire(join(repository, "packages", "mutate-stryker", "package.json"));
    for (const name of names) {
      const link = join(this.folder, "node_modules", name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(realpathSync(dirname(require.resolve(`${name}/package.json`))), link);
    }
    return this;
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  /** Hash of every file, by path relative to the base; dependency folders and `leaveOut` are left out. */
  tree(leaveOut: RegExp = /^$/): { readonly [path: string]: string } {
    const result: { [path: string]: string } = {};
    const visit = (folder: string): void => {
      for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
        const path = join(folder, entry.name);
        const name = path.slice(this.base.length + 1);
        if (entry.name === "node_modules" || leaveOut.test(name)) continue;
        if (entry.isDirectory()) visit(path);
        else if (entry.isSymbolicLink()) result[name] = `-> ${readlinkSync(path)}`;
        else if (entry.isFile()) result[name] = createHash("sha256").update(readFileSync(path)).digest("hex");
      }
    };
    visit(this.base);
    return result;
  }

  /** Runs the real command line in the project. */
  autotest(args: readonly string[], options: StartOptions = {}): Promise<Ended> {
    return this.run(process.execPath, [cli, ...args], options);
  }

  run(
    file: string,
    args: readonly string[],
    { env = withTools(), uid, cwd = this.folder, onStart }: StartOptions = {},
  ): Promise<Ended> {
    return new Promise((resolve, reject) => {
      const child = spawn(file, args, {
        cwd,
        env,
        stdio: ["ignore", "pipe", "pipe"],
        ...(uid === undefined ? {} : { uid, gid: uid }),
      });
      let stdout = "";
      let stderr = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        stdout += text;
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        stderr += text;
      });
      child.on("error", reject);
      child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
      onStart?.((signal) => child.kill(signal));
    });
  }

  remove(): void {
    rmSync(this.base, { recursive: true, force: true });
  }
}

/** The environment of a user who has Python with pytest, and node. Nothing of vitest's own. */
export function withTools(): NodeJS.ProcessEnv {
  if (!existsSync(pythonEnvironment)) throw new Error("run `npm run setup` first: these tests need .tools/python");
  const path = [join(pythonEnvironment, "bin"), dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter);
  return {
    PATH: path,
    HOME: process.env.HOME,
    LANG: "C.UTF-8",
    VIRTUAL_ENV: pythonEnvironment,
    PYTHONDONTWRITEBYTECODE: "1",
  };
}

/** An environment in which only node can be found. */
export function withNodeOnly(project: TemporaryProject): NodeJS.ProcessEnv {
  const programs = join(project.base, "bin");
  mkdirSync(programs, { recursive: true });
  symlinkSync(process.execPath, join(programs, "node"));
  return { PATH: programs, HOME: project.base, LANG: "C.UTF-8" };
}
