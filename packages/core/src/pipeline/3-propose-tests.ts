// Takes an opened target, asks each engine in turn for its open goals, gives candidates; closes the runtime.
import type { Context, Probe, ProposeRequest } from "../contracts/index.js";
import type { Candidate, DroppedTest, Finding, Goal, OpenGoal } from "../model/index.js";
import { overProbe } from "../probe/over-probe.js";
import { goalsInScope } from "./goals-in-scope.js";
import type { OpenedTarget, ProposedTarget, RunSettings } from "./run-state.js";

/** Stage 3. `learned` is what other engines learned with the target before. */
export async function proposeTests(
  opened: OpenedTarget,
  settings: RunSettings,
  ctx: Context,
  learned: NonNullable<ProposeRequest["learned"]> = { open: [], candidates: [] },
): Promise<ProposedTarget> {
  const { target, probe, goals, ...rest } = opened;
  const began = ctx.clock.elapsed();
  const met = new Set(opened.metBefore);
  const candidates: Candidate[] = [];
  const rejected: DroppedTest[] = [];
  const findings: Finding[] = [...opened.findings];
  const set: Goal[] = [];
  const open = new Map<string, OpenGoal>();
  let stoppedByTime = false;
  const counted = countCalls(probe);
  const inScope = goalsInScope(target, settings);
  const outside = new Set<string>();
  try {
    for (const engine of settings.engines) {
      const asked = [...goals, ...set].filter((goal) => !met.has(goal.id));
      if (asked.length === 0 || ctx.signal.aborted) break;
      const proposals = engine.propose(
        {
          project: settings.project,
          file: target.file,
          language: target.language,
          analysis: target.analysis,
          suite: { framework: target.framework, layout: target.layout, path: target.suitePath },
          probe: counted.probe,
          goals: asked,
          budget: { seconds: settings.seconds, calls: settings.calls },
          seed: settings.seed,
          ...(settings.hint === undefined ? {} : { hint: settings.hint }),
          ...(settings.replaces === undefined ? {} : { replaces: settings.replaces }),
          ...(settings.model ? { model: settings.model } : {}),
          prompts: settings.prompts ?? {},
          learned: {
            open: [...learned.open, ...open.values()],
            candidates: [...learned.candidates, ...candidates],
          },
        },
        ctx,
      );
      for await (const proposal of proposals) {
        if (proposal.kind === "candidate") {
          const own = proposal.candidate.goals.filter((goal) => !outside.has(goal));
          if (own.length === 0) continue;
          candidates.push({ ...proposal.candidate, goals: own });
          for (const goal of own) met.add(goal);
        } else if (proposal.kind === "dropped") rejected.push(proposal.dropped);
        else if (proposal.kind === "finding") findings.push(proposal.finding);
        else if (proposal.kind === "goals") {
          set.push(...proposal.goals.filter(inScope));
          for (const goal of proposal.goals) if (!inScope(goal)) outside.add(goal.id);
        } else if (proposal.kind === "open") open.set(proposal.open.goal.id, proposal.open);
        else stoppedByTime = true;
      }
    }
  } finally {
    await probe.close();
  }
  const proposed = await settings.hooks.candidates.promise(candidates);
  const seconds = (ctx.clock.elapsed() - began) / 1000;
  settings.hooks.event.call({
    kind: "file-searched",
    path: target.file.path,
    candidates: proposed.length,
    met: goals.filter((goal) => met.has(goal.id)).length,
    goals: goals.length,
  });
  return {
    ...rest,
    target,
    goals: [...goals, ...set],
    findings,
    candidates: proposed,
    problems: [...(probe.problems ?? [])],
    rejected,
    open: [...open.values()],
    stoppedByTime,
    seconds,
    calls: counted.calls(),
  };
}

/** The same probe, and how many scenarios it was asked to run. */
function countCalls(probe: Probe): { readonly probe: Probe; readonly calls: () => number } {
  let calls = 0;
  const counted = overProbe(probe, {
    run(batch, options) {
      calls += batch.length;
      return probe.run(batch, options);
    },
  });
  return { probe: counted, calls: () => calls };
}
