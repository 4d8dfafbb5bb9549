import type { AnswerRung, ModelMessage, ModelRequest } from "@autotest/core";

/** The turns, with the wanted form said in words where the server is not told otherwise. */
export function turnsWithForm({ messages, answer }: ModelRequest, rung: AnswerRung): readonly ModelMessage[] {
  const last = messages.at(-1);
  if (answer === undefined || last === undefined || rung === "json-schema") return messages;
  const words = `Answer with one JSON object that fits this JSON Schema, and with nothing else:\n${JSON.stringify(answer.schema)}`;
  return [...messages.slice(0, -1), { ...last, text: `${last.text}\n\n${words}` }];
}
