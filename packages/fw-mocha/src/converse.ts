import type { Context, Finished } from "@autotest/core";

/** One run of a runtime file under Node. */
export interface Conversation {
  readonly args: readonly string[];
  readonly cwd: string;
  /** A folder the child may fill. */
  readonly scratch: string;
  /** Mocha's own folder, which may lie outside the project. */
  readonly mocha: string;
  /** Handed over on the private channel, where neither the environment nor the command line shows them. */
  readonly settings: object;
  readonly timeoutMs: number;
}

/** Starts Node, hands over the settings and collects the lines that come back until it ends or its time is up. */
export async function converse(
  { args, cwd, scratch, mocha, settings, timeoutMs }: Conversation,
  ctx: Context,
): Promise<{ readonly finished: Finished; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const child = ctx.exec.start({
    file: process.execPath,
    args,
    cwd,
    env: { TMPDIR: scratch },
    reads: [mocha],
    scratch,
    timeoutMs,
  });
  child.onLine((line) => lines.push(line));
  child.send(JSON.stringify(settings));
  const over = new AbortController();
  let isLate = false;
  const watch = ctx.clock.sleep(timeoutMs, over.signal).then(
    () => {
      if (over.signal.aborted) return;
      isLate = true;
      child.kill();
    },
    () => undefined,
  );
  const finished = await child.exited;
  over.abort();
  await watch;
  return { finished: isLate ? { ...finished, ended: "timeout" } : finished, lines };
}
