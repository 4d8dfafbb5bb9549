import type { Invocation } from "../../invocation.js";
import { lineProgress } from "./line-progress.js";
import { type Progress, silentProgress } from "./progress.js";
import { terminalProgress } from "./terminal-progress.js";

/** The progress that fits who is watching. */
export function chooseProgress({ mode, screen, errorStyle, movable }: Invocation): Progress {
  const now = (): number => performance.now();
  if (mode === "agent" || mode === "quiet") return silentProgress;
  return movable ? terminalProgress(screen, errorStyle, now) : lineProgress((text) => screen.write(text), now);
}
