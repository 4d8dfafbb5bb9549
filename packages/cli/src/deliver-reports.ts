import { dirname, resolve } from "node:path";
import {
  type Autotest,
  AutotestError,
  createFileSystem,
  createRedactor,
  createWriteGuard,
  type Report,
  type Reporter,
} from "@autotest/core";
import type { Invocation } from "./invocation.js";
import { tellGithub } from "./tell-github.js";

/** A format, and the file it goes to, as the user wrote it; null: standard output. */
interface Outlet {
  readonly reporter: Reporter;
  readonly file: string | null;
}

/** Where the reports of a run go. */
export interface Delivery {
  /** True when a report takes the place of what is usually printed. */
  readonly printed: boolean;
  /** Writes all of them. */
  deliver(report: Report): Promise<void>;
}

/** Finds what `--reporter name[:file]` asks for, before anything is run. Rejects with a `usage` error. */
export async function openDelivery(
  wanted: readonly string[] | undefined,
  autotest: Autotest,
  invocation: Invocation,
): Promise<Delivery> {
  const outlets: Outlet[] = [];
  for (const text of wanted ?? []) {
    const [, name = "", file] = /^([^:]*)(?::(.+))?$/s.exec(text) ?? [];
    outlets.push({ reporter: await autotest.reporter(name), file: file ?? null });
  }
  const printed = outlets.filter(({ file }) => file === null);
  if (printed.length > 1 || (printed.length === 1 && invocation.json))
    throw new AutotestError("usage", "only one report can go to standard output", {
      hint: `give the others a file: --reporter ${printed[0]?.reporter.id ?? "markdown"}:report.txt`,
    });
  return {
    printed: printed.length > 0,
    async deliver(report) {
      const redact = createRedactor();
      for (const { reporter, file } of outlets) {
        const text = redact(reporter.render(report));
        if (file === null) invocation.print(text.replace(/\n$/, ""));
        else await writeReport(file, text, invocation.cwd);
      }
      await tellGithub(report, autotest, redact, invocation);
    },
  };
}

/** The user named the file, so it may lie anywhere; version control, CI settings and the like stay closed all the same. */
export async function writeReport(file: string, text: string, cwd: string): Promise<void> {
  const path = resolve(cwd, file);
  const disk = createFileSystem({ guard: createWriteGuard([cwd, dirname(path)], { base: cwd }) });
  await disk.makeDirectory(dirname(path));
  await disk.write(path, text);
}
