import { mkdtempSync, realpathSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Context, FileSystem, Http, Log } from "../contracts/index.js";
import { createCache } from "./cache.js";
import { createClock } from "./clock.js";
import { createExec } from "./exec.js";
import { createFileSystem } from "./file-system.js";
import { createWriteGuard } from "./guard-path.js";
import { createOfflineHttp } from "./http.js";
import type { Isolation } from "./isolation/isolation.js";
import { createLog } from "./log.js";
import { createRandom } from "./random.js";

/** What the ports are made of. */
export interface NodeContextOptions {
  /** The project root, absolute. */
  readonly cwd: string;
  /** Environment plugins may see, and trusted tools get. Default: nothing. Never hand over secrets. */
  readonly env?: { readonly [name: string]: string };
  /** Default: never aborts. */
  readonly signal?: AbortSignal;
  /** Default 1. */
  readonly seed?: number;
  /** Default: silent. */
  readonly log?: Log;
  /** Default: every request is refused. */
  readonly http?: Http;
  /** Default: `.autotest/cache` in the project. */
  readonly cacheFolder?: string;
  /** How children are held. Default: the portable level; `chooseIsolation` finds a higher one. */
  readonly isolation?: Isolation;
}

/** A context over the real machine, to be disposed of. */
export interface NodeContext extends Context {
  /** Removes every temporary folder of this context. */
  dispose(): Promise<void>;
}

/** The real file system, processes and clock; the network only when it is handed in. */
export function createNodeContext(options: NodeContextOptions): NodeContext {
  const { cwd, env = {}, signal = new AbortController().signal, seed = 1 } = options;
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "autotest-")));
  // Nobody writes through the context but into the temporary folders; stage 6 opens the project for writing itself.
  const files = createFileSystem({ guard: createWriteGuard([]), temporaryRoot: folder });
  const linked = new Set<string>();
  const fs: FileSystem = {
    ...files,
    link: (target, path) => {
      linked.add(target);
      return files.link(target, path);
    },
  };
  const held = options.isolation ? { isolation: options.isolation } : {};
  return {
    cwd,
    env,
    signal,
    log: options.log ?? createLog(),
    fs,
    exec: createExec({ env, privateFolder: folder, signal, project: cwd, linked, ...held }),
    clock: createClock(),
    random: createRandom(seed),
    http: options.http ?? createOfflineHttp(),
    cache: createCache(options.cacheFolder ?? join(cwd, ".autotest", "cache")),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}
