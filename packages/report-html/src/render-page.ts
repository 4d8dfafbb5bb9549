import type { MutationResult, Report } from "@autotest/core";
import { headlineOfMutation, mutationSections } from "./mutation-sections.js";
import { pageOf } from "./page.js";
import { headlineOf, reportSections } from "./report-sections.js";

/** What a page may show; at least one of the two. */
export interface Page {
  /** The last run of `generate` or `coverage`. */
  readonly report?: Report | undefined;
  /** The last run of the mutation tool. */
  readonly mutation?: Omit<MutationResult, "written"> | undefined;
}

/**
 * One HTML page for a report, a mutation run or both. The same data give the same bytes. The script that shows mutants in
 * their source is loaded only where there are some.
 */
export async function renderPage({ report, mutation }: Page): Promise<string> {
  const sections = [
    ...(mutation === undefined ? [] : mutationSections(mutation)),
    ...(report === undefined ? [] : reportSections(report)),
  ];
  const headline = mutation === undefined ? headlineOf(report) : headlineOfMutation(mutation);
  if (mutation === undefined || mutation.mutants.length === 0) return pageOf({ headline, sections });
  const { ELEMENTS_SCRIPT } = await import("./elements-script.js");
  return pageOf({ headline, sections, mutants: { report: mutation.report, script: ELEMENTS_SCRIPT } });
}
