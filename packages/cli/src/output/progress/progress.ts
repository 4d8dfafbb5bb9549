import type { RunEvent } from "@autotest/core";
import { count } from "../words.js";

/** Shows how far a run is, on the error stream. */
export interface Progress {
  onEvent(event: RunEvent): void;
  /** Takes whatever moves off the screen; safe to call twice. */
  stop(): void;
}

/** Shows nothing. */
export const silentProgress: Progress = { onEvent: () => undefined, stop: () => undefined };

/** What is known about a run under way. */
export interface ProgressState {
  /** What is done now, in words. */
  stage: string;
  /** True while that says more than how many files are done. */
  isStage: boolean;
  found: number;
  finished: number;
  kept: number;
  /** Path to what is known about it, for files under way. */
  readonly running: Map<string, string>;
}

/** The state before the first event. */
export function startState(): ProgressState {
  return { stage: "looking around", isStage: true, found: 0, finished: 0, kept: 0, running: new Map() };
}

/** Takes an event into the state. */
export function follow(state: ProgressState, event: RunEvent): void {
  switch (event.kind) {
    case "stage":
      state.stage = event.detail === "" ? event.stage : event.detail;
      state.isStage = true;
      break;
    case "files-found":
      state.found = event.count;
      break;
    case "file-started":
      state.running.set(event.path, "searching");
      break;
    case "file-searched":
      state.running.set(event.path, `met ${event.met} of ${event.goals} goals, proving ${event.candidates}`);
      break;
    case "file-finished":
      state.running.delete(event.path);
      state.finished += 1;
      state.kept += event.kept;
      break;
    default:
  }
  if (event.kind.startsWith("file")) state.isStage = state.found === 0;
}

/** `resumed: 37 of 120 files were done`. */
export function resumedText({ done, of }: Extract<RunEvent, { kind: "resumed" }>): string {
  return `resumed: ${done} of ${count(of, "file")} ${done === 1 ? "was" : "were"} done`;
}
