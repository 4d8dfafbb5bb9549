import type { Spending } from "@autotest/core";
import { confirm } from "@clack/prompts";
import { escapeText } from "./output/escape-text.js";
import { count } from "./output/words.js";

/** Whether a run without a budget may go on spending. ^C and anything but a yes is a no. */
export async function askSpending(model: string, { questions, usd }: Spending, signal: AbortSignal): Promise<boolean> {
  const money = usd === null ? "at a price that is not known" : `up to ${usd.toFixed(2)} USD in all`;
  const message = `No budget is set. With the next question ${escapeText(model)} gets ${count(questions, "question")}, ${money}. Go on without a limit?`;
  const answer = await confirm({ message, initialValue: false, signal });
  return answer === true;
}
