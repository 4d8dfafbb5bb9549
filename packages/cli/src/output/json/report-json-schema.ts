import { z } from "zod";
import { documentSchema } from "./document-schema.js";

/** The JSON Schema (draft 2020-12) of everything `--json` prints, as shipped in `report.schema.json`. */
export function reportJsonSchema(): object {
  return { title: "autotest --json", ...z.toJSONSchema(documentSchema, { io: "input", reused: "inline" }) };
}
