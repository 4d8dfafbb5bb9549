import type { Ended } from "./temporary-project.js";

interface Part {
  readonly covered: number;
  readonly total: number;
}

/** What these tests rely on of the document of `autotest generate --json`, as a program outside the repository would. */
export interface GenerateDocument {
  readonly schemaVersion: string;
  readonly exitCode: number;
  readonly run: { readonly seed: number; readonly dryRun: boolean; readonly interrupted: boolean };
  readonly files: readonly {
    readonly path: string;
    readonly tests: number;
    readonly coverageBefore: { readonly lines: Part; readonly branches: Part } | null;
    readonly coverageAfter: { readonly lines: Part; readonly branches: Part } | null;
  }[];
  readonly candidates: readonly {
    readonly unit: string;
    readonly kept: boolean;
    readonly keptFor: readonly string[];
    readonly title: string;
  }[];
  readonly suite: readonly { readonly path: string; readonly action: string; readonly patch: string | null }[];
  readonly findings: readonly { readonly path: string; readonly message: string }[];
  readonly skipped: readonly { readonly path: string; readonly code: string; readonly reason: string }[];
  readonly warnings: readonly string[];
  readonly goals: readonly {
    readonly path: string;
    readonly line: number;
    readonly status: string;
    readonly reason: string | null;
  }[];
  readonly changes: { readonly base: string | null; readonly files: number | null } | null;
  readonly isolation: string;
}

/** The one document of `--json`. Fails the test when stdout holds anything else. */
export function readDocument(ended: Ended): GenerateDocument {
  return parse(ended) as unknown as GenerateDocument;
}

/** The error document of `--json`. */
export function readError(ended: Ended): {
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
} {
  const { error } = parse(ended) as { error?: { code: string; message: string; hint: string | null } };
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
