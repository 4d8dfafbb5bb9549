import { readdirSync, readFileSync } from "node:fs";

/** Processes a child and all it started may be. */
export const MOST_PROCESSES = 128;

/** What a child and all its descendants hold at one moment. */
export interface ProcessTally {
  /** Counted up to one more than {@link MOST_PROCESSES}. */
  readonly processes: number;
  /** Resident memory that is not shared with files, in bytes. */
  readonly memoryBytes: number;
}

/** Looks at a process and its descendants. Zeros where the system does not tell (only Linux does, through /proc). */
export function tallyProcesses(pid: number): ProcessTally {
  const waiting = [pid];
  let processes = 0;
  let memoryBytes = 0;
  while (waiting.length > 0 && processes <= MOST_PROCESSES) {
    const next = waiting.pop() as number;
    const memory = residentBytes(next);
    if (memory === null) continue;
    processes += 1;
    memoryBytes += memory;
    waiting.push(...childrenOf(next));
  }
  return { processes, memoryBytes };
}

function residentBytes(pid: number): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const kilobytes = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0);
    return (kilobytes("RssAnon") + kilobytes("RssShmem")) * 1024;
  } catch {
    return null;
  }
}

function childrenOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}
