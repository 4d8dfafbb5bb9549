import type { Invocation } from "../invocation.js";
import type {
  DoctorDocument,
  GenerateDocument,
  InitDocument,
  LookDocument,
  PluginsDocument,
  PromptsDocument,
} from "./json/documents.js";
import type { MutateDocument } from "./json/mutate-document.js";
import type { ReportDocument } from "./json/report-schema.js";
import type { ReviewDocument } from "./json/review-document.js";
import type { TelemetryDocument } from "./json/telemetry-schema.js";

/** Prints the one JSON document of a command. */
export function printDocument(
  document:
    | DoctorDocument
    | GenerateDocument
    | InitDocument
    | LookDocument
    | MutateDocument
    | PluginsDocument
    | PromptsDocument
    | ReportDocument
    | ReviewDocument
    | TelemetryDocument,
  invocation: Invocation,
): void {
  invocation.print(JSON.stringify(document, null, 2));
}
