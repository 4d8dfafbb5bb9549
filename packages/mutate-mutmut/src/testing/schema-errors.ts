import { createRequire } from "node:module";
import { Ajv } from "ajv";

const require = createRequire(import.meta.url);
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
  require("mutation-testing-report-schema/mutation-testing-report-schema.json") as object,
);

/** What is wrong with a report by the schema of mutation testing reports. */
export function schemaErrors(report: unknown): readonly string[] {
  if (validate(JSON.parse(JSON.stringify(report)))) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
