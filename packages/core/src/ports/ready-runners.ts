import type { Command, Context, Finished, Running } from "../contracts/context.js";
import type { Project } from "../contracts/project.js";

/** Starts a process that loads nothing of the project before its order comes. */
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
  /** Starts a process that `take` will give to who asks for the same; resolves once it is started, or could not be. */
  prepare(project: Project, settings: Settings, ctx: Context): Promise<void>;
  /** The process that waits for these settings, or a new one. Each is given once; a failed start is told to who takes it. */
  take(project: Project, settings: Settings, ctx: Context): Promise<Runner>;
  /** Ends the processes of a project that nobody took. */
  end(project: Project, ctx: Context): Promise<void>;
}

/**
 * What `prepare` of languages and frameworks shares: processes by their settings, two of which are the same when their JSON
 * is. `commandFor` is asked anew for each process.
 */
export function createReadyRunners<Settings>(
  commandFor: (project: Project, settings: Settings, ctx: Context) => Promise<RunnerCommand>,
): ReadyRunners<Settings> {
  const ready = new WeakMap<Project, { readonly key: string; readonly starting: Promise<Runner> }[]>();
  const start = async (project: Project, settings: Settings, ctx: Context): Promise<Runner> => {
    const command = await commandFor(project, settings, ctx);
    return { command, child: ctx.exec.start(command) };
  };
  return {
    async prepare(project, settings, ctx) {
      const waiting = ready.get(project) ?? [];
      ready.set(project, waiting);
      const starting = start(project, settings, ctx);
      waiting.push({ key: JSON.stringify(settings), starting });
      // Who takes it sees the failure; nobody may.
      await starting.catch(() => undefined);
    },
    take(project, settings, ctx) {
      const key = JSON.stringify(settings);
      const waiting = ready.get(project) ?? [];
      const index = waiting.findIndex((one) => one.key === key);
      return waiting.splice(index, index < 0 ? 0 : 1)[0]?.starting ?? start(project, settings, ctx);
    },
    async end(project, ctx) {
      const waiting = ready.get(project) ?? [];
      ready.delete(project);
      for (const started of await Promise.allSettled(waiting.map(({ starting }) => starting))) {
        if (started.status === "rejected") continue;
        const { child, command } = started.value;
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
