import type { ExitCode } from "@autotest/core";
import type { ErrorText } from "../describe-error.js";
import type { ErrorDocument } from "./documents.js";
import { documentHead } from "./head.js";

/** Makes the document of an error; `redact` takes folders of this machine out. */
export function errorDocument(text: ErrorText, exitCode: ExitCode, redact: (text: string) => string): ErrorDocument {
  const { code, message, hint, next } = text;
  return {
    ...documentHead(exitCode),
    error: { code, message: redact(message), hint: hint === undefined ? null : redact(hint), next: next ?? null },
  };
}
