export {
  documentSchema,
  errorDocumentSchema,
  generateDocumentSchema,
} from "./output/json/document-schema.js";
export type * from "./output/json/documents.js";
export type { MutateDocument } from "./output/json/mutate-document.js";
export { promptsDocumentSchema } from "./output/json/prompts-schema.js";
export { reportJsonSchema } from "./output/json/report-json-schema.js";
export { doctorDocumentSchema, initDocumentSchema, pluginsDocumentSchema } from "./output/json/set-up-schemas.js";
export { type TelemetryDocument, telemetryDocumentSchema } from "./output/json/telemetry-schema.js";
