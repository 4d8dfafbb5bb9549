import type { Autotest } from "@autotest/core";
import type { Invocation } from "./invocation.js";
import { chooseProgress } from "./output/progress/choose-progress.js";

/** Does `work` while its events are shown as this invocation wants them. */
export async function withProgress<T>({ hooks }: Autotest, invocation: Invocation, work: () => Promise<T>): Promise<T> {
  const progress = chooseProgress(invocation);
  invocation.onStop(() => progress.stop());
  hooks.event.tap("progress", (event) => progress.onEvent(event));
  try {
    return await work();
  } finally {
    progress.stop();
  }
}
