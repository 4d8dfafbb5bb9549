/** What is asked for: at least namespaces, the best there is, or nothing. */
export type Sandbox = "require" | "auto" | "off";

/** How children that run a project's code are held. Levels are ordered by their number. */
export interface Isolation {
  /** `L0 off`, `L1 portable` or `L2 namespaces`. */
  readonly level: "L0 off" | "L1 portable" | "L2 namespaces";
  /** Why it is not more, in words; absent at the level that was asked for. */
  readonly reason?: string;
  /** One command that would give more. */
  readonly fix?: string;
  /** How bubblewrap works here; only at `L2 namespaces`. */
  readonly bubblewrap?: Bubblewrap;
}

/** What the live probe found out about bubblewrap on this machine. */
export interface Bubblewrap {
  /** The program, absolute. */
  readonly file: string;
  /** Whether a process file system of the sandbox's own can be mounted. Inside some containers it cannot. */
  readonly ownProc: boolean;
  /** Whether this version can limit the size of file systems in memory (0.7 and newer). */
  readonly limitsSize: boolean;
  /** Whether the kernel counts the processes of a sandbox apart from the user's others, so that their number can be limited. */
  readonly countsProcesses: boolean;
}

/** The level that needs nothing of the system; what every context has that was not given another. */
export const PORTABLE: Isolation = { level: "L1 portable" };

/** Most processes and threads of one sandbox, where the kernel counts them apart; the watch ends a child long before. */
export const MOST_THREADS = 512;
