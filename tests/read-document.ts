import type { Report } from "../packages/core/src/model/report.js";
import type { Ended } from "./temporary-project.js";

/** The one document of `--json`. Fails the test when stdout holds anything else. */
export function readDocument(ended: Ended): Report {
  return parse(ended) as unknown as Report;
}

/** The error document of `--json`. */
export function readError(ended: Ended): { readonly code: string; readonly message: string; readonly hint?: string } {
  const { error } = parse(ended) as { error?: { code: string; message: string } };
  if (error === undefined) throw new Error(`no error in the document: ${ended.stdout.slice(0, 500)}`);
  return error;
}

function parse(ended: Ended): { readonly [key: string]: unknown } {
  try {
    return JSON.parse(ended.stdout) as { [key: string]: unknown };
  } catch {
    throw new Error(
      `stdout is not one JSON document (exit ${ended.code}):\n${ended.stdout.slice(0, 2000)}\n--- stderr\n${ended.stderr.slice(0, 4000)}`,
    );
  }
}
