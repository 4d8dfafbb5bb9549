import { relative, resolve, sep } from "node:path";
import { AutotestError, EXIT_CODES, type LastRuns, readLastRuns, writeLastPage } from "@autotest/core";
import { loadConfig } from "../config/load-config.js";
import { writeReport } from "../deliver-reports.js";
import type { Command, CommonFlags } from "../invocation.js";
import { openInBrowser } from "../open-in-browser.js";
import { escapeText } from "../output/escape-text.js";
import { documentHead } from "../output/json/head.js";
import { printDocument } from "../output/print-document.js";

/** Flags of `autotest report`. */
export interface ReportFlags extends CommonFlags {
  /** True: where it usually goes. */
  readonly html?: boolean | string;
  readonly open?: boolean;
}

/** Makes one page from the last runs and says where it is. Runs nothing. */
export const reportCommand: Command<ReportFlags> = async (flags, invocation) => {
  const { cwd, json, mode, style } = invocation;
  const { root } = await loadConfig(cwd, invocation.configFile);
  const { report, mutation } = await readLastRuns(root);
  if (report === null && mutation === null)
    throw new AutotestError("nothing-to-do", "there is no last run here to show", {
      hint: "generate, coverage and mutate leave one; a dry run leaves none",
      next: "autotest generate",
    });
  const html = await render({ report, mutation });
  const path = typeof flags.html === "string" ? resolve(cwd, flags.html) : await writeLastPage(root, html);
  if (typeof flags.html === "string") await writeReport(flags.html, html, cwd);
  const shown = (relative(cwd, path) || path).split(sep).join("/");
  // Where nobody sits in front of the screen, a browser would open for no one.
  const isWatched = mode === "terminal" && !json;
  const opened = flags.open === true && isWatched && (await openInBrowser(path, invocation));
  const next = opened || !isWatched ? "autotest generate" : "autotest report --open";
  if (json) {
    const shows = [...(report ? (["report"] as const) : []), ...(mutation ? (["mutation"] as const) : [])];
    const page = { path: shown, bytes: Buffer.byteLength(html), shows, opened };
    printDocument({ ...documentHead(EXIT_CODES.ok), page, next }, invocation);
    return EXIT_CODES.ok;
  }
  invocation.print(escapeText(shown));
  if (flags.open === true && !opened && mode !== "quiet")
    invocation.say(
      isWatched ? "no browser could be started: open this file" : "not a terminal: open this file yourself",
    );
  else if (mode !== "quiet" && !opened) invocation.say(`next: ${style.paint.cyan(next)}`);
  return EXIT_CODES.ok;
};

/** What was kept may have been changed by hand, or come with a repository. */
async function render({ report, mutation }: LastRuns): Promise<string> {
  const { renderPage } = await import("@autotest/report-html");
  try {
    return await renderPage({ ...(report ? { report } : {}), ...(mutation ? { mutation } : {}) });
  } catch (error) {
    throw new AutotestError("nothing-to-do", "what was kept of the last run cannot be read", {
      hint: "it is not as autotest wrote it: run again",
      next: "autotest generate",
      cause: error,
    });
  }
}
