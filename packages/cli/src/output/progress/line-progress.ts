import type { RunEvent } from "@autotest/core";
import { escapeText } from "../escape-text.js";
import { count, duration } from "../words.js";
import { follow, type Progress, resumedText, startState } from "./progress.js";

const EVERY_MS = 10_000;

/** Append-only lines for logs: what was found, then at most one line in ten seconds, and warnings. */
export function lineProgress(write: (text: string) => void, now: () => number): Progress {
  const state = startState();
  const began = now();
  const seconds = (): string => duration((now() - began) / 1000);
  const say = (text: string): void => write(`autotest: ${text}\n`);
  const timer = setInterval(() => {
    const far = state.isStage
      ? state.stage
      : `${state.finished} of ${count(state.found, "file")}, ${count(state.kept, "test")} kept`;
    say(`${escapeText(far)}, ${seconds()}`);
  }, EVERY_MS);
  timer.unref();
  return {
    onEvent(event: RunEvent): void {
      follow(state, event);
      if (event.kind === "files-found") say(`${count(event.count, "file")} found`);
      if (event.kind === "resumed") say(resumedText(event));
      if (event.kind === "warning") say(`warning: ${escapeText(event.message)}`);
    },
    stop: () => clearInterval(timer),
  };
}
