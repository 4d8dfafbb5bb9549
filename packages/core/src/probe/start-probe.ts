import type { Command, Context, Finished, Running } from "../contracts/context.js";
import type { ProbeOpening, ProbeRequest } from "../contracts/language.js";
import type { Mutant, Probe, ProbeOpened, RunOptions, ScenarioResult } from "../contracts/probe.js";
import type { Problem } from "../contracts/project.js";
import type { CodeScenario, Scenario } from "../model/index.js";
import { goalsOf } from "./goals-of.js";
import { RUN_SILENCE_MS, stopped, stoppedBy } from "./stopped-by.js";
import type { WireOpened } from "./wire.js";
import { openWireChannel, type WireChannel } from "./wire-channel.js";

const OPEN_SILENCE_MS = 15_000;
const DEFAULT_FUEL = 200_000;
/** Points a fresh child, and one that was waited for in vain, are worth. */
const RESTART_WORK = 100_000;
const SILENCE_WORK = 3_000_000;
/** Modules that keep changing their own state would restart for every batch; after this many the state is accepted. */
const MAX_POLLUTION_RESTARTS = 40;

/** What a language plugin brings to start its runtime. */
export interface StartProbeOptions {
  readonly request: ProbeRequest;
  /** The worker process. */
  readonly command: Command;
  /** One of it that runs already and got no order yet. Absent: it is started. */
  readonly child?: Running;
  readonly open: {
    /** Absolute, in the workspace. */
    readonly file: string;
    readonly root: string;
    readonly scratch: string;
    readonly settings: { readonly [key: string]: unknown };
  };
}

/**
 * Starts a runtime worker on one file and speaks the wire protocol with it. A scenario that kills or hangs the child comes
 * back `stopped`; the child is restarted and the batch goes on.
 */
export async function startProbe(options: StartProbeOptions, ctx: Context): Promise<ProbeOpening> {
  const first = await openWorker(options, ctx, options.child);
  if (!first.ok) return first;
  const opened: ProbeOpened = {
    runtime: first.reply.runtime,
    goals: goalsOf(options.request.file.path, first.reply.goals),
    hitOnImport: first.reply.hitOnImport,
    classes: first.reply.classes,
    shapes: first.reply.shapes,
    effects: first.reply.effects,
    ...(first.reply.state === undefined ? {} : { state: first.reply.state }),
  };
  return { ok: true, probe: probeOver(first.channel, opened, options, ctx) };
}

type Worker =
  | { readonly ok: true; readonly channel: WireChannel; readonly reply: Extract<WireOpened, { ok: true }> }
  | { readonly ok: false; readonly problem: Problem };

async function openWorker(
  { command, open, request }: StartProbeOptions,
  ctx: Context,
  child: Running = ctx.exec.start(command),
): Promise<Worker> {
  const channel = openWireChannel(child);
  let reply: WireOpened | null = null;
  const how = await channel.exchange(
    { id: 0, op: "open", ...open, seed: request.seed, fuel: request.fuel ?? DEFAULT_FUEL },
    (line) => {
      if (!("ok" in line)) return false;
      reply = line;
      return true;
    },
    OPEN_SILENCE_MS,
  );
  const answer = reply as WireOpened | null;
  if (how.ended === "answered" && answer?.ok) return { ok: true, channel, reply: answer };
  await channel.close();
  if (how.ended === "answered" && answer && !answer.ok) {
    return {
      ok: false,
      problem: { code: answer.code, message: answer.message, ...(answer.hint ? { hint: answer.hint } : {}) },
    };
  }
  return { ok: false, problem: how.ended === "exited" ? deathOf(how.finished, command.file) : hang() };
}

function hang(): Problem {
  return {
    code: "import-hangs",
    message: `importing the file did not end within ${OPEN_SILENCE_MS / 1000} s`,
    hint: "move the work it does on import behind a main guard",
  };
}

function deathOf(finished: Finished, file: string): Problem {
  if (finished.ended === "not-started") {
    return {
      code: "no-runtime",
      message: `could not start ${file}: ${finished.problem ?? "unknown reason"}`,
      hint: "run: autotest doctor",
    };
  }
  if (finished.ended === "memory")
    return { code: "import-crashes", message: "importing the file used too much memory" };
  if (finished.ended === "processes")
    return { code: "import-crashes", message: "importing the file started too many processes" };
  const lastWords = finished.stderr.trim().split("\n").at(-1) ?? "";
  const how = finished.signal ? `signal ${finished.signal}` : `exit code ${finished.code}`;
  return {
    code: "import-crashes",
    message: `the runtime ended with ${how} while importing the file${lastWords ? `: ${lastWords}` : ""}`,
  };
}

function probeOver(first: WireChannel, opened: ProbeOpened, options: StartProbeOptions, ctx: Context): Probe {
  let channel: WireChannel | null = first;
  let nextId = 1;
  let pollutionRestarts = 0;
  let mutantRestarts = 0;
  let listed: readonly Mutant[] | null = null;
  let mixed = false;
  let work = 0;
  const met = new Set(opened.hitOnImport);

  const discard = async (): Promise<void> => {
    await channel?.close();
    channel = null;
  };

  /** Runs `batch` in the present child, filling `results`; says how far it surely came when the child was lost. */
  const runIn = async (
    live: WireChannel,
    batch: readonly (Scenario | CodeScenario)[],
    run: RunOptions,
    results: ScenarioResult[],
    offset: number,
  ) => {
    let started: number | null = null;
    let last = -1;
    let polluted = false;
    let ran = batch.length;
    const how = await live.exchange(
      {
        id: nextId++,
        op: "run",
        reply: run.reply ?? "full",
        compares: run.compares ?? false,
        ...(run.fuel === undefined ? {} : { fuel: run.fuel }),
        ...(run.world ? { world: run.world } : {}),
        ...(run.mutant === undefined ? {} : { mutant: run.mutant }),
        ...(run.reach ? { reach: true } : {}),
        ...(run.spoil === undefined ? {} : { spoil: run.spoil }),
        batch,
      },
      (line) => {
        if ("done" in line) {
          polluted = line.polluted;
          work += line.spent ?? 0;
          ran = Math.min(batch.length, Math.max(1, line.ran));
        } else if ("started" in line) started = line.started;
        else if ("n" in line) {
          last = line.n;
          // What changed code does says nothing about the goals of the code.
          const hit = run.mutant === undefined && run.spoil === undefined ? line.hit : [];
          const novel = hit.some((goal) => !met.has(goal));
          for (const goal of hit) met.add(goal);
          const { observation, compares, reached, spoiled } = line;
          results[offset + line.n] = {
            hit,
            novel,
            ...(observation ? { observation } : {}),
            ...(compares ? { compares } : {}),
            ...(reached ? { reached } : {}),
            ...(spoiled ? { spoiled } : {}),
          };
        }
        return "done" in line;
      },
      RUN_SILENCE_MS,
    );
    if (how.ended === "silent") work += SILENCE_WORK;
    return {
      how,
      polluted,
      ran,
      suspect: Math.max(last + 1, started ?? 0),
      certain: started !== null && started > last,
    };
  };

  const run = async (
    batch: readonly (Scenario | CodeScenario)[],
    runOptions: RunOptions = {},
  ): Promise<readonly ScenarioResult[]> => {
    const each = typeof runOptions.mutant === "object" ? runOptions.mutant : null;
    if (each !== null && !mixed) return runApart(batch, each, runOptions);
    const results: ScenarioResult[] = batch.map(() => ({ hit: [], novel: false }));
    let from = 0;
    let width = batch.length;
    while (from < batch.length && !ctx.signal.aborted) {
      if (channel === null) {
        work += RESTART_WORK;
        const again = await openWorker(options, ctx);
        if (!again.ok) return markRest(results, from, again.problem.message);
        channel = again.channel;
      }
      const slice = batch.slice(from, from + width);
      const part = each === null ? runOptions : { ...runOptions, mutant: each.slice(from, from + width) };
      const { how, polluted, ran, suspect, certain } = await runIn(channel, slice, part, results, from);
      if (how.ended === "answered") {
        from += ran;
        if (polluted && runOptions.mutant === undefined && pollutionRestarts++ < MAX_POLLUTION_RESTARTS)
          await discard();
        // What changed code left behind is nobody's accepted state.
        if (polluted && runOptions.mutant !== undefined && mutantRestarts++ < MAX_POLLUTION_RESTARTS) await discard();
        continue;
      }
      await discard();
      if (certain || slice.length === 1) {
        const at = Math.min(from + suspect, from + slice.length - 1);
        results[at] = { hit: [], novel: false, observation: stoppedBy(how) };
        from = at + 1;
        width = batch.length;
      } else {
        // Nobody said which scenario it was: go on one by one from the first that gave no sign of life.
        from += Math.min(suspect, slice.length - 1);
        width = 1;
      }
    }
    return results;
  };

  /** A batch per mutant, for runtimes that know no other way. */
  const runApart = async (
    batch: readonly (Scenario | CodeScenario)[],
    each: readonly number[],
    runOptions: RunOptions,
  ): Promise<readonly ScenarioResult[]> => {
    const results: ScenarioResult[] = [];
    for (let from = 0; from < batch.length; from = results.length) {
      const mutant = each[from] as number;
      let end = from + 1;
      while (end < batch.length && each[end] === mutant) end++;
      results.push(...(await run(batch.slice(from, end), { ...runOptions, mutant })));
    }
    return results;
  };

  const mutants = async (): Promise<readonly Mutant[]> => {
    if (listed !== null || ctx.signal.aborted) return listed ?? [];
    if (channel === null) {
      const again = await openWorker(options, ctx);
      if (!again.ok) return [];
      channel = again.channel;
    }
    let answer: readonly Mutant[] = [];
    const how = await channel.exchange(
      { id: nextId++, op: "mutants" },
      (line) => {
        if ("mutants" in line) {
          answer = line.mutants;
          mixed = line.mixed === true;
        }
        return "mutants" in line;
      },
      RUN_SILENCE_MS,
    );
    if (how.ended !== "answered") await discard();
    listed = answer;
    return listed;
  };

  return {
    opened,
    get work() {
      return work;
    },
    run,
    mutants,
    close: discard,
  };
}

function markRest(results: ScenarioResult[], from: number, detail: string): readonly ScenarioResult[] {
  return results.map((result, index) =>
    index < from ? result : { hit: [], novel: false, observation: stopped("crash", detail) },
  );
}
