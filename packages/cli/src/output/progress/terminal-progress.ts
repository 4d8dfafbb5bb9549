import type { RunEvent } from "@autotest/core";
import { escapeText } from "../escape-text.js";
import type { Style } from "../style.js";
import { cutEnd, cutStart, textWidth } from "../text-width.js";
import { count, duration } from "../words.js";
import { follow, type Progress, type ProgressState, resumedText, startState } from "./progress.js";

const EVERY_MS = 100;
const MOST_RUNNING = 6;
const HIDE_CURSOR = "\u001b[?25l";
const SHOW_CURSOR = "\u001b[?25h";
const ERASE_DOWN = "\u001b[0J";
const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const ASCII_FRAMES = ["|", "/", "-", "\\"];

/** Where the moving block goes. */
export interface Screen {
  write(text: string): void;
  readonly columns: () => number;
}

/** A block that is redrawn in place: how far, what is running, how long it may take. */
export function terminalProgress(screen: Screen, style: Style, now: () => number): Progress {
  const state = startState();
  const began = now();
  const frames = style.unicode ? FRAMES : ASCII_FRAMES;
  let tick = 0;
  let drawn = 0;
  let stopped = false;
  const erase = (): string => (drawn === 0 ? "" : `\u001b[${drawn}A\r${ERASE_DOWN}`);
  const draw = (): void => {
    const columns = Math.max(20, screen.columns() - 1);
    const lines = blockLines(state, frames[tick++ % frames.length] ?? "", (now() - began) / 1000, columns, style);
    screen.write(`${erase()}${lines.join("\n")}\n`);
    drawn = lines.length;
  };
  screen.write(HIDE_CURSOR);
  draw();
  let paused = false;
  const timer = setInterval(() => paused || draw(), EVERY_MS);
  timer.unref();
  const pause = (isOpen: boolean): void => {
    paused = isOpen;
    screen.write(isOpen ? `${erase()}${SHOW_CURSOR}` : HIDE_CURSOR);
    drawn = 0;
  };
  return {
    onEvent(event: RunEvent): void {
      follow(state, event);
      if (event.kind === "question" && !stopped) pause(event.isOpen);
      if (stopped || paused || (event.kind !== "warning" && event.kind !== "resumed")) return;
      const text =
        event.kind === "resumed"
          ? resumedText(event)
          : `${style.paint.yellow(style.signs.warning)} ${escapeText(event.message)}`;
      screen.write(`${erase()}${text}\n`);
      drawn = 0;
      draw();
    },
    stop(): void {
      if (stopped) return;
      stopped = true;
      clearInterval(timer);
      screen.write(`${erase()}${SHOW_CURSOR}`);
    },
  };
}

function blockLines(
  state: ProgressState,
  frame: string,
  seconds: number,
  columns: number,
  { paint, signs }: Style,
): readonly string[] {
  const share = state.found === 0 ? 0 : state.finished / state.found;
  const rest = share >= 0.05 && share < 1 ? `, about ${duration((seconds / share) * (1 - share))} left` : "";
  const far = state.isStage
    ? `${escapeText(state.stage)} ${signs.dot} ${duration(seconds)}`
    : `${state.finished} of ${count(state.found, "file")} ${signs.dot} ${count(state.kept, "test")} kept ${signs.dot} ${duration(seconds)}${rest}`;
  const running = [...state.running].slice(0, MOST_RUNNING).map(([path, what]) => {
    const tail = `  ${what}`;
    const room = columns - 2 - textWidth(tail);
    if (room < 12) return cutStart(escapeText(path), columns - 2, signs.cut);
    return `${cutStart(escapeText(path), room, signs.cut)}${paint.dim(tail)}`;
  });
  const more = state.running.size - running.length;
  return [
    `${paint.cyan(frame)} ${cutEnd(far, columns - 2, signs.cut)}`,
    ...running.map((line) => `  ${line}`),
    ...(more > 0 ? [paint.dim(`  and ${more} more`)] : []),
  ];
}
