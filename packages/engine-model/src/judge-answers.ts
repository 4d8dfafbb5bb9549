import { createHash } from "node:crypto";
import type { Candidate, Code, Context, Finding, Gate, OpenGoal, Proposal } from "@autotest/core";
import type { Answer } from "./answer-schema.js";
import type { Asked } from "./ask.js";
import type { ContextSources } from "./build-context.js";
import { narrowCluster } from "./cluster-goals.js";
import { showHidden } from "./fence-data.js";
import { nameTest } from "./name-test.js";
import { readAnswer } from "./read-answer.js";
import { type ReadCandidate, readCandidates } from "./read-candidates.js";
import type { CodeScope } from "./repair-code.js";
import type { FailedTest, Talk } from "./talk.js";
import { tryTests } from "./try-tests.js";
import { weakened } from "./weakened.js";

/** Decides what becomes of answers; remembers which goals of the file are still open. */
export interface Judge {
  /** The talk with only the goals still open; null when none is. */
  narrow(talk: Talk): Talk | null;
  judge(talk: Talk, asked: Asked): Promise<{ readonly proposals: readonly Proposal[]; readonly talk: Talk }>;
}

/** A judge for one file. */
export async function createJudge(sources: ContextSources & CodeScope, ctx: Context): Promise<Judge> {
  const { request } = sources;
  const open = new Set(request.goals.map(({ id }) => id));
  const mutants = (await request.probe.mutants?.()) ?? [];
  const ground = { probe: request.probe, goals: request.goals, mutants };
  const titles = new Map<string, Set<string>>();
  for (const { unit, title } of request.learned?.candidates ?? [])
    titles.set(unit, (titles.get(unit) ?? new Set()).add(title));

  const candidateOf = (talk: Talk, read: ReadCandidate, goals: readonly string[]): Candidate => {
    const { unit } = talk.cluster;
    const taken = titles.get(unit.name) ?? new Set();
    const title = nameTest(read.answered.name || read.test?.name || "", unit, taken);
    const id = digest([request.file.path, unit.name, JSON.stringify(read.code)]);
    const scenario = { arrange: [] as const, act: read.code };
    return { id, path: request.file.path, unit: unit.name, engine: "model", goals, title, scenario, assertions: [] };
  };
  const drop = (talk: Talk, read: ReadCandidate, gate: Gate, reason: string): Proposal => ({
    kind: "dropped",
    dropped: { candidate: candidateOf(talk, read, []), gate, reason: showHidden(reason).slice(0, 600) },
  });

  const judgeTests = async (talk: Talk, answer: Answer) => {
    const proposals: Proposal[] = [];
    const failed: FailedTest[] = [];
    let met = 0;
    const all = (await Promise.all(answer.tests.slice(0, 20).map((one) => readCandidates(one, sources)))).flat();
    const fail = (read: ReadCandidate, gate: Gate, reason: string): void => {
      proposals.push(drop(talk, read, gate, reason));
      failed.push({ answered: read.answered, test: read.test, digest: sources.tells(reason) ? "it failed" : reason });
    };
    const fit = all.filter((read) => {
      const before =
        talk.failed.find(({ answered }) => answered.name === read.answered.name) ??
        (talk.failed.length === 1 ? talk.failed[0] : undefined);
      const less = before?.test && read.test ? weakened(before.test, read.test) : null;
      // What was weakened is no beginning for another repair.
      if (less !== null) proposals.push(drop(talk, read, "fails-when-undone", less));
      else if (read.fault !== null) fail(read, read.fault.gate, read.fault.reason);
      return less === null && read.fault === null;
    });
    const trials = await tryTests(
      fit.map(({ code }) => code),
      talk.cluster.unit,
      ground,
    );
    for (const [at, read] of fit.entries()) {
      const trial = trials[at];
      if (trial === undefined) continue;
      if (trial.kind === "works") {
        const added = trial.goals.filter((goal) => open.has(goal));
        if (added.length === 0) {
          fail(read, "adds-goal", "it passes, and meets no goal that is still open");
          continue;
        }
        for (const goal of added) open.delete(goal);
        met += added.length;
        const candidate = candidateOf(talk, read, trial.goals);
        titles.set(candidate.unit, (titles.get(candidate.unit) ?? new Set()).add(candidate.title));
        proposals.push({ kind: "candidate", candidate });
      } else if (trial.isContradiction && isDocumented(read.answered.basis, talk)) {
        proposals.push({ kind: "finding", finding: suspicion(read, talk) });
        proposals.push(drop(talk, read, trial.gate, trial.reason));
      } else fail(read, trial.gate, trial.reason);
    }
    return { proposals, failed, met };
  };

  return {
    narrow(talk) {
      const cluster = narrowCluster(talk.cluster, open);
      return cluster.goals.length === 0 ? null : { ...talk, cluster };
    },
    async judge(_, { talk, response }) {
      const { progress } = talk;
      const over = { ...talk, progress: { ...progress, failures: "" } };
      if (response === null || !response.ok) {
        if (response !== null) ctx.log.debug(`${request.file.path}: ${response.problem.message}`);
        return { proposals: [], talk: over };
      }
      const read = readAnswer(response.text);
      const answer = read.ok ? read.answer : { tests: [], unreachable: [], needs: [] };
      const { proposals, failed, met } = await judgeTests(talk, answer);
      const failures = read.ok ? failed.map(({ digest: text }) => text).join("\n") || answer.needs.join() : read.reason;
      const said = met > 0 ? [] : claimsOf(answer, talk, request.learned?.open ?? []);
      return {
        proposals: [...proposals, ...said],
        talk: {
          ...talk,
          failed,
          needs: [...new Set([...talk.needs, ...answer.needs])].slice(0, 3),
          progress: {
            rounds: progress.rounds + 1,
            idle: met > 0 ? 0 : progress.idle + 1,
            failures,
            failuresBefore: progress.failures,
          },
        },
      };
    },
  };

  function suspicion(read: ReadCandidate, { cluster: { unit } }: Talk): Finding {
    const { code, answered } = read;
    return {
      id: digest([request.file.path, unit.name, "suspected-bug", answered.basis]),
      kind: "suspected-bug",
      path: request.file.path,
      unit: unit.name,
      line: unit.span.line,
      message: `a test fails that rests on its documentation, "${plain(answered.basis).slice(0, 200)}"`,
      scenario: { arrange: [], act: code },
      reproduction: code.lines.join("\n"),
    };
  }
}

/** A model's word that a goal cannot be met: shown to people, believed by nobody. */
function claimsOf(answer: Answer, { cluster }: Talk, open: readonly OpenGoal[]): readonly Proposal[] {
  return answer.unreachable.flatMap(({ goal: name, why }): readonly Proposal[] => {
    const goal = cluster.goals[Number(/^G(\d+)$/.exec(name)?.[1] ?? 0) - 1];
    const before = open.find((one) => one.goal.id === goal?.id);
    if (goal === undefined || why.trim() === "") return [];
    const hint = `a model says: ${plain(showHidden(why)).slice(0, 200)}`;
    const reason = before?.reason ?? "no test that a model wrote meets it";
    return [{ kind: "open", open: { goal, code: before?.code ?? "needs-value", reason, hint } }];
  });
}

/** Whether the documentation says what an assertion is said to rest on. */
function isDocumented(basis: string, { cluster: { unit } }: Talk): boolean {
  const said = plain(basis).toLowerCase();
  const documented = plain(
    [unit.doc ?? "", ...unit.examples.flatMap(({ call, expected }) => [call, expected])].join(" "),
  );
  return said.length >= 12 && documented.toLowerCase().includes(said);
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function digest(parts: readonly (string | Code)[]): string {
  return createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 12);
}
