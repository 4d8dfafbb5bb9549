import type { ModelAccess, ModelMessage, ModelRequest, ReadTest } from "@autotest/core";
import { ANSWER_FORM, type AnsweredTest } from "./answer-schema.js";
import { buildContext, type ContextSources } from "./build-context.js";
import type { Cluster } from "./cluster-goals.js";
import { cutText } from "./conceal-secrets.js";
import { fenceData } from "./fence-data.js";
import type { Progress } from "./stop-rules.js";

/** Tokens of an answer, hidden reasoning included. */
const MOST_OUTPUT = 2_500;

/** A test that did not make it, and what its author is told. */
export interface FailedTest {
  readonly answered: AnsweredTest;
  readonly test: ReadTest | null;
  readonly digest: string;
}

/** What was said about one cluster so far. Plain data: any round can be replayed from it. */
export interface Talk {
  readonly cluster: Cluster;
  readonly progress: Progress;
  /** Of the last round. */
  readonly failed: readonly FailedTest[];
  /** Names of definitions the model asked for. */
  readonly needs: readonly string[];
  /** True once the goals were halved because an answer was cut off. */
  readonly isHalved: boolean;
}

/** Nothing said yet. */
export function startTalk(cluster: Cluster): Talk {
  const progress = { rounds: 0, idle: 0, failures: "", failuresBefore: "-" };
  return { cluster, progress, failed: [], needs: [], isHalved: false };
}

/** The first question about a cluster; null when it does not fit. */
export function firstRequest(cluster: Cluster, sources: ContextSources, model: ModelAccess): ModelRequest | null {
  return nextRequest(startTalk(cluster), sources, model);
}

/** The next question of a talk; null when it does not fit. */
export function nextRequest(talk: Talk, sources: ContextSources, model: ModelAccess): ModelRequest | null {
  const { cluster, progress, failed } = talk;
  const { request } = sources;
  const question = buildContext(cluster, sources, definitionsOf(talk, sources));
  if (question === null) return null;
  const messages: ModelMessage[] = [
    { role: "system", text: question.system },
    { role: "user", text: question.user },
  ];
  if (progress.rounds > 0) {
    const said = { tests: failed.map(({ answered }) => answered), unreachable: [], needs: [] };
    messages.push({ role: "assistant", text: JSON.stringify(said) }, { role: "user", text: repairText(failed) });
  }
  return {
    model: model.name,
    purpose: `${request.file.path}: ${cluster.unit.name}, ${cluster.goals.length} goals${progress.rounds > 0 ? `, repair ${progress.rounds}` : ""}`,
    account: cluster.id,
    messages,
    answer: ANSWER_FORM,
    maxOutputTokens: MOST_OUTPUT,
    attempt: progress.rounds + 1,
    parameters: model.parameters,
    promptCacheKey: `autotest ${request.file.path}`,
  };
}

function repairText(failed: readonly FailedTest[]): string {
  const what = failed.map(({ answered, digest }) => `${answered.name || "a test"}: ${digest}`).join("\n");
  return [
    "These tests did not make it. What became of each:",
    fenceData("outcomes", what),
    "Correct them, for the goals listed above that are still open. Work the expected values out from the code and its documentation. Do not drop or loosen an assertion, do not catch errors, do not skip. Leave out a test that cannot be corrected. Answer in the same form.",
  ].join("\n");
}

function definitionsOf({ needs }: Talk, { request }: ContextSources): readonly string[] {
  const lines = request.file.text.split("\n");
  return needs.flatMap((name) => {
    const unit = request.analysis.units.find((one) => one.name === name || one.name.endsWith(`.${name}`));
    return unit === undefined ? [] : [cutText(lines.slice(unit.span.line - 1, unit.span.endLine).join("\n"), 4_000)];
  });
}
