import picocolors from "picocolors";
import type { Mode } from "./mode.js";

/** Signs, with an ASCII stand-in for terminals that cannot show them. */
export interface Signs {
  readonly arrow: string;
  readonly dot: string;
  readonly none: string;
  readonly cut: string;
  readonly tick: string;
  readonly cross: string;
  readonly warning: string;
  readonly rule: string;
}

/** Everything a text renderer needs to know about where its text goes. */
export interface Style {
  readonly mode: Mode;
  /** Columns. */
  readonly width: number;
  readonly unicode: boolean;
  readonly color: boolean;
  readonly signs: Signs;
  readonly paint: ReturnType<typeof picocolors.createColors>;
}

const UNICODE: Signs = { arrow: "→", dot: "·", none: "–", cut: "…", tick: "✓", cross: "✗", warning: "▲", rule: "─" };
const ASCII: Signs = { arrow: "->", dot: "-", none: "-", cut: "...", tick: "ok", cross: "x", warning: "!", rule: "-" };

/** A style from the choices made for a stream. */
export function makeStyle(choices: Pick<Style, "mode" | "width" | "unicode" | "color">): Style {
  return {
    ...choices,
    width: Math.max(30, Math.min(choices.width, 120)),
    signs: choices.unicode ? UNICODE : ASCII,
    paint: picocolors.createColors(choices.color),
  };
}
