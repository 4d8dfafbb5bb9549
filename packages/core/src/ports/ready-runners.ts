import type { Command, Context, Finished, Running } from "../contracts/context.js";
import type { Project } from "../contracts/project.js";

/** After this long the next process is started, whether the one before waits or not: who is busy hears late of it. */
const STEP_MS = 150;

/**
 * Starts a process that loads nothing of the project before its order comes. Once it waits for that it writes a line, which
 * answers nothing, to descriptor 4.
 */
export interface RunnerCommand extends Command {
  /** A folder of its own. */
  readonly scratch: string;
}

/** A process that waits for its order. */
export interface Runner {
  /** What started it, and can start another one like it. */
  readonly command: RunnerCommand;
  readonly child: Running;
}

/** Processes that are started before anybody needs them. */
export interface ReadyRunners<Settings> {
  /**
   * Starts processes that `take` will give to who asks for the same, one after the other: all at once they would hold up what
   * is done meanwhile. Resolves once the first is started, or could not be.
   */
  prepare(project: Project, settings: readonly Settings[], ctx: Context): Promise<void>;
  /** The process that waits for these settings, or a new one. Each is given once; a failed start is told to who takes it. */
  take(project: Project, settings: Settings, ctx: Context): Promise<Runner>;
  /** Ends the processes of a project that nobody took, and starts no more. */
  end(project: Project, ctx: Context): Promise<void>;
}

/** Processes of one project that were not taken yet. */
interface Lot<Settings> {
  /** Not started yet. */
  readonly planned: Settings[];
  readonly started: { readonly key: string; readonly starting: Promise<StartedRunner> }[];
}

interface StartedRunner extends Runner {
  /** Resolves when the next one may start. */
  readonly step: Promise<void>;
}

/**
 * What `prepare` of languages and frameworks shares: processes by their settings, two of which are the same when their JSON
 * is. `commandFor` is asked anew for each process.
 */
export function createReadyRunners<Settings>(
  commandFor: (project: Project, settings: Settings, ctx: Context) => Promise<RunnerCommand>,
): ReadyRunners<Settings> {
  const lots = new WeakMap<Project, Lot<Settings>>();
  const start = async (project: Project, settings: Settings, ctx: Context): Promise<StartedRunner> => {
    const command = await commandFor(project, settings, ctx);
    const child = ctx.exec.start(command);
    const step = new Promise<void>((resolve) => {
      const callOff = ctx.clock.after(STEP_MS, resolve);
      const goOn = (): void => {
        callOff();
        resolve();
      };
      child.onLine(goOn);
      void child.exited.then(goOn);
    });
    return { command, child, step };
  };
  const startPlanned = async (lot: Lot<Settings>, project: Project, ctx: Context): Promise<void> => {
    const settings = lot.planned.shift();
    if (settings === undefined) return;
    const starting = start(project, settings, ctx);
    lot.started.push({ key: JSON.stringify(settings), starting });
    // Who takes it sees the failure; nobody may.
    const started = await starting.catch(() => undefined);
    void Promise.resolve(started?.step).then(() => startPlanned(lot, project, ctx));
  };
  return {
    async prepare(project, settings, ctx) {
      const lot = lots.get(project) ?? { planned: [], started: [] };
      lots.set(project, lot);
      lot.planned.push(...settings);
      await startPlanned(lot, project, ctx);
    },
    take(project, settings, ctx) {
      const { planned, started } = lots.get(project) ?? { planned: [], started: [] };
      const key = JSON.stringify(settings);
      const ready = started.findIndex((one) => one.key === key);
      const [taken] = ready < 0 ? [] : started.splice(ready, 1);
      if (taken !== undefined) return taken.starting;
      const early = planned.findIndex((one) => JSON.stringify(one) === key);
      if (early >= 0) planned.splice(early, 1);
      return start(project, settings, ctx);
    },
    async end(project, ctx) {
      const { planned, started } = lots.get(project) ?? { planned: [], started: [] };
      lots.delete(project);
      planned.splice(0);
      for (const outcome of await Promise.allSettled(started.map(({ starting }) => starting))) {
        if (outcome.status === "rejected") continue;
        const { child, command } = outcome.value;
        child.kill();
        await child.exited;
        await ctx.fs.remove(command.scratch).catch(() => undefined);
      }
    },
  };
}

/** Waits for a process to end; one that takes longer than `timeoutMs` is ended, and said to have ended by `timeout`. */
export async function exitWithin(child: Running, timeoutMs: number, ctx: Context): Promise<Finished> {
  let isLate = false;
  const callOff = ctx.clock.after(timeoutMs, () => {
    isLate = true;
    child.kill();
  });
  const finished = await child.exited;
  callOff();
  return isLate ? { ...finished, ended: "timeout" } : finished;
}
