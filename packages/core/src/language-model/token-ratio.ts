import type { ModelRequest } from "../contracts/index.js";

/** How many letters make a token, learned from what servers count. */
export interface TokenRatio {
  /** Tokens of a prompt, rounded up. */
  estimate(request: ModelRequest): number;
  /** The server counted this many for it. */
  learn(request: ModelRequest, inputTokens: number): void;
}

/** Before anything was counted: four letters to a token, what English text and code come to. */
const LETTERS = 4;
/** What the first guess weighs against what was counted, in tokens: a few odd short prompts do not turn it over. */
const WEIGHT = 500;

/** One ratio for one model. */
export function createTokenRatio(): TokenRatio {
  let letters = LETTERS * WEIGHT;
  let tokens = WEIGHT;
  return {
    estimate: (request) => Math.ceil((lettersOf(request) * tokens) / letters),
    learn(request, inputTokens) {
      letters += lettersOf(request);
      tokens += inputTokens;
    },
  };
}

/** The schema is sent along, so it counts. */
function lettersOf({ messages, answer }: ModelRequest): number {
  const schema = answer === undefined ? 0 : JSON.stringify(answer.schema).length;
  return messages.reduce((sum, { text }) => sum + text.length, schema);
}
