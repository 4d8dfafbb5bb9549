import type { ModelCost } from "../../../packages/core/dist/index.js";

/** What came of a run with a model. */
export interface ConversationFigures {
  readonly goals: number;
  readonly closed: number;
  readonly changesNoticed: number;
  readonly open: number;
  readonly kept: number;
  readonly dropped: readonly string[];
  readonly cost: ModelCost;
  readonly suite: string;
}

/** Names of the conversations that are kept. */
export const CONVERSATIONS: readonly string[];

/** Records a conversation about a module, and replays it without a server. */
export function converse(name: string): Promise<{
  readonly name: string;
  readonly module: string;
  readonly asked: number;
  readonly recorded: ConversationFigures;
  readonly replayed: ConversationFigures;
}>;
