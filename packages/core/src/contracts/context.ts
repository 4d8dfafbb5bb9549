/** Everything a stage or plugin may do to the world. Passed last; there is no global. */
export interface Context {
  /** The project root, absolute. */
  readonly cwd: string;
  readonly log: Log;
  readonly fs: FileSystem;
  readonly exec: Exec;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly http: Http;
  readonly cache: Cache;
  /** Aborts on ^C and on the run's own deadline. */
  readonly signal: AbortSignal;
  /** The few environment variables a plugin may look at (`PATH`, `HOME`, `VIRTUAL_ENV`, `CONDA_PREFIX`, `LANG`). Secrets never. */
  readonly env: { readonly [name: string]: string };
}

/** Messages for people; never the result. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  /** Something a person should know of; told once, as an event `warning`, unless `createAutotest` was given a log. */
  warn(message: string): void;
}

/** Paths are absolute. Reading rejects with Node's own errors (`code` is `ENOENT` ...), changing with a `WriteError` (`errno` is). */
export interface FileSystem {
  read(path: string): Promise<Uint8Array>;
  /** UTF-8; throws a TypeError on invalid bytes, keeps a byte-order mark out of the text. */
  readText(path: string): Promise<string>;
  exists(path: string): Promise<boolean>;
  stat(path: string): Promise<{
    readonly kind: "file" | "directory" | "other";
    readonly size: number;
    /** When its content last changed, in milliseconds since 1970. */
    readonly modified?: number;
  } | null>;
  list(path: string): Promise<readonly string[]>;
  /** Files under `root` that fit `patterns`, relative, `/`-separated, sorted; version-control and dependency folders left out. */
  glob(
    root: string,
    patterns: readonly string[],
    options?: { readonly ignore?: readonly string[] },
  ): Promise<readonly string[]>;
  realPath(path: string): Promise<string>;
  makeDirectory(path: string): Promise<void>;
  /** A new private folder outside the project; removed when the run ends. */
  temporaryDirectory(prefix: string): Promise<string>;
  /** All or nothing: the file holds exactly the old or the new text. */
  write(path: string, text: string): Promise<void>;
  copy(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  link(target: string, path: string): Promise<void>;
}

/** Starts child processes: own process group, killed as a group, output limited. */
export interface Exec {
  /** Runs to the end. Never rejects for the child's sake: read {@link Finished}. */
  run(command: Command): Promise<Finished>;
  /** Starts a child with a private line channel on descriptor 3 (to the child) and 4 (from the child). */
  start(command: Command): Running;
}

/** One child process. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  /** Added to a scrubbed environment: `PATH`, `LANG`, `TZ=UTC`, `HOME` and `TMPDIR` in a temporary folder. Nothing else is inherited. */
  readonly env?: { readonly [name: string]: string };
  readonly input?: string;
  /** Default 60,000. */
  readonly timeoutMs?: number;
  /** Kept per stream, head and tail. Default 1 MiB. */
  readonly outputLimit?: number;
  /** Ends the child when the resident memory of it and all it started passes this. Default 1 GiB. */
  readonly memoryBytes?: number;
  /** True for the user's own trusted tools (git, package managers): real HOME, no memory limit. */
  readonly trusted?: boolean;
  /**
   * True for asking a toolchain what it is, before it is known which folders it needs: never in a sandbox. Not for code of
   * the project, nor for a program that the project brings along.
   */
  readonly portable?: boolean;
  /**
   * What a sandbox lets the child read besides the project, its copy, the toolchain around `file` and the folders of
   * scripts named in `args`. Absolute. Folders of the user's that hold more than code stay hidden all the same.
   */
  readonly reads?: readonly string[];
  /** Folders of the private copy a sandbox lets the child change. Absolute. Default: `cwd`. */
  readonly writes?: readonly string[];
  /**
   * An empty temporary folder for the child to fill. A sandbox has its own in its place, limited in size and gone with the
   * child: do not read from it afterwards.
   */
  readonly scratch?: string;
}

/** How a child ended. */
export interface Finished {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Why we ended it, if we did, or why it did not start. */
  readonly ended: "itself" | "timeout" | "memory" | "processes" | "aborted" | "not-started";
  /** For `not-started`: the system's message, e.g. `spawn python3 ENOENT`. */
  readonly problem?: string;
}

/** A child with an open line channel. */
export interface Running {
  readonly pid: number;
  send(line: string): void;
  /** Every line the child wrote to descriptor 4. */
  onLine(listener: (line: string) => void): void;
  kill(): void;
  readonly exited: Promise<Finished>;
}

/** Time, so that it can be replayed. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Monotonic milliseconds. */
  elapsed(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Runs something once so much time has passed; what comes back calls that off. */
  after(ms: number, run: () => void): () => void;
}

/** Repeatable randomness: one independent stream per name. */
export interface RandomSource {
  readonly seed: number;
  stream(name: string): Random;
}

/** One stream. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** An integer in [0, below). */
  below(below: number): number;
  /** One element; undefined only for an empty list. */
  pick<T>(items: readonly T[]): T | undefined;
}

/** The network. Absent offline: every call then rejects with an error that says so. */
export interface Http {
  fetch(url: string, init?: RequestInit): Promise<Response>;
}

/** Content-addressed, integrity-checked store under the project's cache folder. A damaged entry is a miss. */
export interface Cache {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
}
