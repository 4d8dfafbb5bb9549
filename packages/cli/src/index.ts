export {
  doctorDocumentSchema,
  documentSchema,
  errorDocumentSchema,
  generateDocumentSchema,
  initDocumentSchema,
  pluginsDocumentSchema,
} from "./output/json/document-schema.js";
export type * from "./output/json/documents.js";
export { reportJsonSchema } from "./output/json/report-json-schema.js";
