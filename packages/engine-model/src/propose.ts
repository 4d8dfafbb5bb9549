import type { Context, ModelAccess, Proposal, ProposeRequest } from "@autotest/core";
import { ask } from "./ask.js";
import { type Cluster, clusterGoals } from "./cluster-goals.js";
import { estimateCost } from "./estimate-cost.js";
import { gatherSources } from "./gather-sources.js";
import { createJudge } from "./judge-answers.js";
import { mayRepair } from "./stop-rules.js";
import { firstRequest, startTalk, type Talk } from "./talk.js";

/** Clusters whose questions are out at the same time; how many go to the server at once is the model's affair. */
const WAVE = 4;

/** Asks a language model for what stayed open, and believes only what it saw run. */
export async function* propose(request: ProposeRequest, model: ModelAccess, ctx: Context): AsyncIterable<Proposal> {
  const sources = await gatherSources(request, ctx);
  if (sources === null) return;
  const clusters = clusterGoals(sources.request.goals, request.analysis.units);
  if (clusters.length === 0) return;
  const judge = await createJudge(sources, ctx);
  const firsts = clusters.flatMap((cluster) => firstRequest(cluster, sources, model) ?? []);
  const { inputTokens, outputTokens, usd } = estimateCost(firsts, model);
  const price = usd === null ? "" : `, ${usd.toFixed(2)} USD`;
  ctx.log.info(
    `${request.file.path}: ${firsts.length} questions to ${model.name}, at most ${inputTokens + outputTokens} tokens${price} for the first round`,
  );
  for (let from = 0; from < clusters.length; from += WAVE)
    yield* work(clusters.slice(from, from + WAVE), { sources, judge, model, ctx });
}

interface Workplace {
  readonly sources: NonNullable<Awaited<ReturnType<typeof gatherSources>>>;
  readonly judge: Awaited<ReturnType<typeof createJudge>>;
  readonly model: NonNullable<ProposeRequest["model"]>;
  readonly ctx: Context;
}

/** A few clusters: their questions side by side, their answers one after the other, so that the same answers give the same tests. */
async function* work(clusters: readonly Cluster[], { sources, judge, model, ctx }: Workplace): AsyncIterable<Proposal> {
  let talks: readonly Talk[] = clusters.map((cluster) => startTalk(cluster));
  while (talks.length > 0 && model.ended() === null && !ctx.signal.aborted) {
    // Met meanwhile by a test for another cluster: not asked for any more.
    const wanted = talks.flatMap((talk) => judge.narrow(talk) ?? []);
    const answers = await Promise.all(wanted.map((talk) => ask(talk, sources, model, ctx)));
    const next: Talk[] = [];
    for (const [at, talk] of wanted.entries()) {
      const answered = answers[at];
      if (answered === undefined) continue;
      const { proposals, talk: after } = await judge.judge(talk, answered);
      yield* proposals;
      if (mayRepair(after.progress)) next.push(after);
    }
    talks = next;
  }
}
