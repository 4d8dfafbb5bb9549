import { join } from "node:path";
import type { Context } from "../contracts/index.js";
import { AutotestError } from "../errors/index.js";
import type { Hooks } from "../hooks/hooks.js";
import type { RunSettings } from "../pipeline/run-state.js";
import { isInside, leaveNoTrace, prepareCacheFolder } from "../ports/cache-folder.js";
import { openJournal } from "../ports/journal.js";
import { lockProject } from "../ports/lock-project.js";

/** What a run that writes keeps in the project's cache folder while it goes on. */
export interface Desk {
  readonly openJournal: RunSettings["openJournal"];
  /** Lets the next run in; takes the folder away when nothing is left in it. */
  close(): Promise<void>;
}

/**
 * Takes the project's lock, waiting for another run to end. Null where no cache folder can be made: such a run cannot write
 * suites either, and says so itself. Rejects with a `locked` error.
 */
export async function openDesk(hooks: Hooks, ctx: Context): Promise<Desk | null> {
  const folder = join(ctx.cwd, ".autotest", "cache");
  let release: () => Promise<void>;
  try {
    if (!(await prepareCacheFolder(folder)) || !(await isInside(ctx.cwd, folder))) return null;
    const onWait = (holder: string): void =>
      hooks.event.call({ kind: "warning", message: `waiting for ${holder} to finish with this project` });
    release = await lockProject(folder, { clock: ctx.clock, signal: ctx.signal, onWait });
  } catch (error) {
    if (AutotestError.isInstance(error) && (error.code === "locked" || error.code === "interrupted")) throw error;
    ctx.log.debug(`no lock: ${String(error)}`);
    return null;
  }
  // Taps see every file of a run, or none: what they would say about a file that is not searched again is not known.
  const isTapped = hooks.goals.taps.length > 0 || hooks.candidates.taps.length > 0;
  return {
    openJournal: isTapped ? null : (key) => openJournal(join(folder, "journal.jsonl"), key),
    async close() {
      await release();
      await leaveNoTrace(folder);
    },
  };
}
