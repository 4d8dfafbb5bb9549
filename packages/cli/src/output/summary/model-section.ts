import type { ModelCost, Report } from "@autotest/core";
import { escapeText } from "../escape-text.js";
import type { Style } from "../style.js";
import { wrapIndented } from "../text-width.js";
import { count } from "../words.js";

/** What the language model cost and what it was good for; without one, how to ask for what stayed open. */
export function modelSection({ cost, files }: Report, style: Style): readonly string[] {
  if (cost === undefined) return [];
  if (cost !== null) return costLines(cost, style);
  if (files.every((file) => file.open.length === 0)) return [];
  return [style.paint.dim("A language model can be asked for what is open: autotest generate --model <name>")];
}

/** What a language model cost and what it was good for. */
export function costLines(cost: ModelCost, { paint, width }: Style): readonly string[] {
  const tokens = (cost.inputTokens + cost.outputTokens).toLocaleString("en-US");
  const about = cost.isEstimate ? "about " : "";
  const price = cost.usd === null ? "price unknown" : `${about}${money(cost.usd)}`;
  const each =
    cost.usdPerTest === null || cost.usdPerGoal === null
      ? ""
      : ` (${money(cost.usdPerTest)} a test, ${money(cost.usdPerGoal)} a goal)`;
  const dropped = Object.entries(cost.dropped).map(([gate, some]) => `${gate} ${some}`);
  const lines = [
    `${count(cost.requests, "question")} (${cost.cached} from the cache), ${about}${tokens} tokens, ${price}`,
    `${count(cost.kept, "test")} kept for ${count(cost.goals, "goal")}${each}`,
    ...(dropped.length > 0 ? [`dropped: ${dropped.join(", ")}`] : []),
    ...(cost.ended === null ? [] : [`stopped: ${escapeText(cost.ended.message)}`]),
    ...(cost.ended?.hint === undefined ? [] : [`what helps: ${escapeText(cost.ended.hint)}`]),
  ];
  return [
    paint.bold(`model: ${escapeText(cost.model)}`),
    ...lines.flatMap((line) => wrapIndented(line, width, "  ", "      ")),
  ];
}

function money(usd: number): string {
  return `${usd.toFixed(usd !== 0 && usd < 0.1 ? 4 : 2)} USD`;
}
