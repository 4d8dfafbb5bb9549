import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { isAbsolute } from "node:path";
import type { Autotest, Report } from "@autotest/core";
import type { Invocation } from "./invocation.js";
import { isOn } from "./output/mode.js";

/**
 * Inside a job of GitHub Actions: annotations at the lines they are about, and a summary of the job. Each needs a plugin that
 * renders it, and is left out without. Writes one file, the one GITHUB_STEP_SUMMARY names.
 */
export async function tellGithub(
  report: Report,
  autotest: Autotest,
  redact: (text: string) => string,
  { env, say }: Pick<Invocation, "env" | "say">,
): Promise<void> {
  if (!isOn(env.GITHUB_ACTIONS)) return;
  const installed = autotest.plugins().flatMap(({ contributions }) => contributions);
  const render = async (id: string): Promise<string> =>
    installed.includes(`reporter ${id}`) ? redact((await autotest.reporter(id)).render(report)) : "";
  // The runner reads commands from both streams; standard output belongs to the result.
  const annotations = (await render("github-annotations")).trim();
  if (annotations !== "") say(annotations);
  const summary = env.GITHUB_STEP_SUMMARY;
  if (summary === undefined || !isAbsolute(summary)) return;
  const text = await render("markdown");
  if (text !== "") await append(summary, text);
}

/** Adds to a file, and never through a link. */
async function append(path: string, text: string): Promise<void> {
  const file = await open(
    path,
    constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0),
  );
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}
