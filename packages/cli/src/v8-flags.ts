/** How V8 is set in this process, for a version of Node as `process.versions.node` gives it: `20.19.0`. */
export function v8Flags(node: string): readonly string[] {
  // V8 lets the heap of a busy process grow to several times what is alive in it; runs over many files share the machine's
  // memory with the processes they start. The lower this is, the more often garbage is collected.
  const memory = "--heap-growing-percent=10";
  // A process that is young makes much garbage in little room: with more of it at once there is half as much collecting.
  const room = "--semi-space-growth-factor=8";
  // What most functions gain by being optimised is less than it takes, in a process that may be gone after two seconds: only
  // those that ran several times as long as V8 asks for by itself are worth it. Newer ones have a compiler in between, and
  // complain about the flag.
  return Number.parseInt(node, 10) < 22 ? [memory, room, "--interrupt-budget=500000"] : [memory, room];
}
