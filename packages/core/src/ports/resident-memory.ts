import { readFileSync } from "node:fs";

/** Resident memory of one process in bytes, 0 where the system does not tell (only Linux does, through /proc). */
export function residentBytes(pid: number): number {
  try {
    const match = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return match ? Number(match[1]) * 1024 : 0;
  } catch {
    return 0;
  }
}
