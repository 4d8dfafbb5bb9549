import type { ExitCode } from "@autotest/core";
import { VERSION } from "../../version.js";
import type { DocumentHead } from "./documents.js";

/** The head of a document. */
export function documentHead(exitCode: ExitCode): DocumentHead {
  return { schemaVersion: "1.0", tool: { name: "autotest", version: VERSION }, exitCode };
}
