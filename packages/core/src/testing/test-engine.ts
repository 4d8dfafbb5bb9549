import assert from "node:assert/strict";
import type { Engine, Probe, Proposal } from "../contracts/index.js";
import type { Candidate, Goal } from "../model/index.js";
import { overProbe } from "../probe/over-probe.js";
import type { ContractTest } from "./contract-test.js";
import { type TestContext, withTestContext } from "./create-test-context.js";
import type { EngineFixture } from "./engine-fixture.js";
import { freezeDeep } from "./freeze-deep.js";
import { analyzeSource } from "./read-source.js";

const BUDGET = { seconds: 20, calls: 5_000 };
/** A batch is not cut in two for the budget's sake. */
const ALLOWANCE = 1.5;

interface Session {
  readonly context: TestContext;
  readonly goals: readonly Goal[];
  readonly units: ReadonlySet<string>;
  /** A probe nothing has been run on. */
  fresh(): Promise<Probe>;
  propose(
    goals: readonly Goal[],
    seed?: number,
  ): Promise<{ readonly proposals: readonly Proposal[]; readonly calls: number }>;
}

/** The promises of an engine: repeatable, honest about goals, within its budget. */
export function testEngine(engine: Engine, fixture: EngineFixture): readonly ContractTest[] {
  const budget = fixture.budget ?? BUDGET;
  const session = (use: (session: Session) => Promise<void>) => () => withSession(engine, fixture, budget, use);
  return [
    {
      name: `engine ${engine.id}: proposes the same with the same seed, as plain data`,
      run: session(async ({ goals, propose }) => {
        const { proposals } = await propose(goals, 3);
        assert.deepEqual((await propose(goals, 3)).proposals, proposals);
        assert.deepEqual(JSON.parse(JSON.stringify(proposals)), proposals, "the proposals do not survive JSON");
      }),
    },
    {
      name: `engine ${engine.id}: meets a goal of the fixture`,
      run: session(async ({ goals, propose }) =>
        assert.ok(candidatesOf((await propose(goals)).proposals).length > 0, "there is no candidate"),
      ),
    },
    {
      name: `engine ${engine.id}: candidates belong to the file and say what they assert`,
      run: session(async ({ goals, units, propose }) => {
        const candidates = candidatesOf((await propose(goals)).proposals);
        const titles = candidates.map(({ unit, title }) => `${unit}: ${title}`);
        assert.equal(new Set(titles).size, titles.length, `two tests of one unit share a title: ${titles.join("; ")}`);
        assert.equal(new Set(candidates.map(({ id }) => id)).size, candidates.length, "two candidates share an id");
        for (const candidate of candidates) {
          assert.equal(candidate.engine, engine.id);
          assert.equal(candidate.path, fixture.path);
          assert.ok(units.has(candidate.unit), `${candidate.unit} is no unit of the file`);
          assert.ok(candidate.assertions.length > 0, `"${candidate.title}" asserts nothing`);
          assert.ok(candidate.goals.length > 0, `"${candidate.title}" is for no goal`);
        }
      }),
    },
    {
      name: `engine ${engine.id}: speaks only of goals it was asked for, and of every one of them`,
      run: session(async ({ goals, propose }) => {
        const asked = goals.filter((_, index) => index % 2 === 0);
        const ids = new Set(asked.map(({ id }) => id));
        const { proposals } = await propose(asked);
        for (const proposal of proposals)
          if (proposal.kind === "goals") for (const { id } of proposal.goals) ids.add(id);
        const answered = new Set<string>();
        for (const candidate of candidatesOf(proposals)) {
          for (const id of candidate.goals) {
            assert.ok(ids.has(id), `"${candidate.title}" is for goal ${id}, which was not asked for`);
            answered.add(id);
          }
        }
        for (const proposal of proposals) {
          if (proposal.kind !== "open") continue;
          assert.ok(ids.has(proposal.open.goal.id), `goal ${proposal.open.goal.id} was not asked for`);
          assert.match(proposal.open.code, /^[a-z]+(?:-[a-z]+)*$/, "a code is a stable word");
          assert.notEqual(proposal.open.reason.trim(), "", "an open goal has no reason");
          answered.add(proposal.open.goal.id);
        }
        for (const goal of asked)
          assert.ok(answered.has(goal.id), `nothing is said about ${goal.unit} line ${goal.line} ${goal.arm}`);
      }),
    },
    {
      name: `engine ${engine.id}: candidates meet their goals in a fresh runtime`,
      run: session(async ({ goals, propose, fresh }) => {
        const candidates = candidatesOf((await propose(goals)).proposals);
        const probe = await fresh();
        const index = new Map(goals.map((goal) => [goal.id, goal.index]));
        const results = await probe.run(candidates.map(({ scenario }) => scenario));
        candidates.forEach((candidate, position) => {
          const hit = results[position]?.hit ?? [];
          // A goal the engine set itself is a change to the code: it is not reached, it is noticed.
          for (const id of candidate.goals.filter((id) => index.has(id)))
            assert.ok(hit.includes(index.get(id)!), `"${candidate.title}" does not meet goal ${id}`);
        });
      }),
    },
    {
      name: `engine ${engine.id}: has nothing to say when no goal is open`,
      run: session(async ({ propose }) => assert.deepEqual(candidatesOf((await propose([])).proposals), [])),
    },
    {
      name: `engine ${engine.id}: keeps to its budget of calls`,
      run: session(async ({ goals, propose }) => {
        const { calls } = await propose(goals);
        assert.ok(calls <= budget.calls * ALLOWANCE, `${calls} calls with a budget of ${budget.calls}`);
      }),
    },
  ];
}

function candidatesOf(proposals: readonly Proposal[]): readonly Candidate[] {
  return proposals.flatMap((proposal) => (proposal.kind === "candidate" ? [proposal.candidate] : []));
}

async function withSession(
  engine: Engine,
  fixture: EngineFixture,
  budget: { readonly seconds: number; readonly calls: number },
  use: (session: Session) => Promise<void>,
): Promise<void> {
  const probes: Probe[] = [];
  await withTestContext(fixture, async (context) => {
    const { file, analysis } = await analyzeSource(fixture.language, fixture.path, context);
    const fresh = async (): Promise<Probe> => {
      const opening = await fixture.language.openProbe({ project: context.project, file, analysis, seed: 1 }, context);
      assert.ok(opening.ok, opening.ok ? "" : opening.problem.message);
      probes.push(opening.probe);
      return opening.probe;
    };
    try {
      const { opened } = await fresh();
      const goals = opened.goals.filter(({ index }) => !opened.hitOnImport.includes(index));
      await use({
        context,
        goals,
        units: new Set(analysis.units.map(({ name }) => name)),
        fresh,
        async propose(asked, seed = 1) {
          const probe = await fresh();
          let calls = 0;
          const counted = overProbe(probe, {
            run(batch, options) {
              calls += batch.length;
              return probe.run(batch, options);
            },
          });
          const proposals: Proposal[] = [];
          const request = {
            project: context.project,
            file,
            language: fixture.language,
            analysis,
            probe: counted,
            goals: freezeDeep([...asked]),
            budget,
            seed,
          };
          for await (const proposal of engine.propose(request, context)) proposals.push(proposal);
          return { proposals, calls };
        },
      });
    } finally {
      for (const probe of probes) await probe.close();
    }
  });
}
