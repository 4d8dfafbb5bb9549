import { z } from "zod";
import type {
  DoctorDocument,
  ErrorDocument,
  GenerateDocument,
  InitDocument,
  LookDocument,
  PluginsDocument,
  PromptsDocument,
} from "./documents.js";
import type { MutateDocument } from "./mutate-document.js";
import { mutateFields } from "./mutate-schema.js";
import { promptsDocumentSchema } from "./prompts-schema.js";
import { type ReportDocument, reportDocumentSchema } from "./report-schema.js";
import type { ReviewDocument } from "./review-document.js";
import { reviewFields } from "./review-schema.js";
import { cost, head, path } from "./schema-parts.js";
import { doctorDocumentSchema, initDocumentSchema, pluginsDocumentSchema } from "./set-up-schemas.js";
import { type TelemetryDocument, telemetryDocumentSchema } from "./telemetry-schema.js";

const ratio = z.object({ covered: z.int().min(0), total: z.int().min(0) }).describe("How much of how much.");
const coverage = z.object({ lines: ratio, branches: ratio }).nullable().describe("Null when it was not measured.");
const id = z.string().describe("Derived from content: the same in another run over the same code.");

const error = z.object({
  code: z.string().describe("Stable word; a key of core's ERRORS."),
  message: z.string(),
  hint: z.string().nullable(),
  next: z.string().nullable().describe("One command to run next."),
});

/** What went wrong, instead of a result. */
export const errorDocumentSchema: z.ZodType<ErrorDocument> = z
  .object({ ...head, error })
  .describe("A run that ended with an error.");

const file = z.object({
  path,
  language: z.string(),
  framework: z.string(),
  suite: path.nullable().describe("Its test file, if any test was kept."),
  units: z.int(),
  tests: z.int().describe("Tests kept."),
  goals: z.object({
    total: z.int(),
    metBefore: z.int(),
    met: z.int().describe("Met now, those before included."),
    open: z.int(),
  }),
  mutants: z.object({
    total: z.int().describe("Small changes to the code that were tried; not counted under `goals`."),
    noticed: z.int().describe("Those that some test notices."),
  }),
  dropped: z.int(),
  coverageBefore: coverage,
  coverageAfter: coverage,
  seconds: z.number(),
  calls: z.int().describe("Runs of the code that the search made; those with a change to the code included."),
  stoppedByTime: z.boolean().describe("True when the clock ended the search; such a run may not repeat exactly."),
});

const goal = z.object({
  id,
  kind: z.enum(["branch", "line", "exception", "mutant", "property"]),
  path,
  unit: z.string(),
  line: z.int(),
  condition: z.string(),
  arm: z.string(),
  status: z.enum(["met-before", "met", "open"]),
  tests: z.array(id).describe("Kept candidates that meet it."),
  code: z.string().nullable().describe("Why it is open, as a stable word."),
  reason: z.string().nullable(),
  hint: z.string().nullable(),
});

const candidate = z.object({
  id,
  path,
  unit: z.string(),
  engine: z.string(),
  title: z.string().describe("The behaviour it shows, in words."),
  goals: z.array(id),
  kept: z.boolean(),
  keptFor: z.array(id).describe("Goals only this test meets."),
  testId: z.string().nullable().describe("The runner's own id of the test."),
  scenario: z.looseObject({}).describe("Arrange, act: the test as data."),
  assertions: z.array(z.looseObject({ kind: z.string(), basis: z.string() })),
});

const unit = z.object({ id, path, name: z.string(), goals: z.int(), met: z.int(), tests: z.int() });
const skipped = z.object({ path, code: z.string(), reason: z.string(), hint: z.string().nullable() });
const changes = z
  .object({
    base: z.string().nullable().describe("What was compared with; null without a repository."),
    files: z.int().nullable().describe("Changed source files; null: everything counts as changed."),
  })
  .nullable()
  .describe("What the run was limited to; null: to nothing.");

/** The one document `autotest generate --json` prints. */
export const generateDocumentSchema: z.ZodType<GenerateDocument> = z
  .object({
    ...head,
    run: z.object({
      command: z.string(),
      seed: z.int(),
      dryRun: z.boolean(),
      interrupted: z.boolean(),
      startedAt: z.string().describe("ISO 8601."),
      seconds: z.number(),
      stages: z.record(z.string(), z.number()).describe("Seconds each stage was at work. Stages overlap."),
      config: z.string().nullable().describe("The configuration file that was read."),
    }),
    changes,
    totals: z.object({
      files: z.int(),
      tests: z.int(),
      goals: z.int(),
      goalsMetBefore: z.int(),
      goalsMet: z.int(),
      goalsOpen: z.int(),
      mutants: z.int(),
      mutantsNoticed: z.int(),
      dropped: z.int(),
      coverageBefore: coverage,
      coverageAfter: coverage,
    }),
    files: z.array(file),
    units: z.array(unit),
    goals: z.array(goal),
    candidates: z.array(candidate),
    verdicts: z.array(z.object({ candidate: id, gate: z.string(), passed: z.boolean(), reason: z.string() })),
    suite: z.array(
      z.object({
        path,
        action: z.enum(["created", "extended", "refreshed", "unchanged"]),
        sources: z.array(path),
        tests: z.int(),
        patch: z.string().nullable().describe("A unified diff, in a dry run."),
      }),
    ),
    findings: z.array(
      z.object({
        id,
        kind: z.string(),
        path,
        unit: z.string(),
        line: z.int(),
        message: z.string(),
        reproduction: z.string().nullable(),
      }),
    ),
    skipped: z.array(skipped),
    warnings: z.array(z.string()),
    cost,
    isolation: z.string().describe("Level reached: `L0 off`, `L1 portable` or `L2 namespaces`."),
    sandbox: z.object({
      asked: z.string().describe("`require`, `auto` or `off`."),
      reason: z.string().nullable().describe("Why the level is not higher."),
      fix: z.string().nullable().describe("One command that would give more."),
    }),
    next: z.string().describe("One command to run next."),
  })
  .describe("The result of `autotest generate`.");

const looked = z.object({
  path,
  language: z.string(),
  framework: z.string(),
  units: z.int(),
  goals: z.object({ total: z.int(), met: z.int(), open: z.int() }),
  coverage,
  changedLines: ratio.nullable().describe("Changed lines with code in them; null when not limited to changes."),
});

/** The one document `autotest coverage --json` and `autotest check --json` print. */
export const lookDocumentSchema: z.ZodType<LookDocument> = z
  .object({
    ...head,
    run: z.object({ command: z.string(), interrupted: z.boolean(), seconds: z.number() }),
    changes,
    totals: z.object({
      files: z.int(),
      goals: z.int(),
      goalsMet: z.int(),
      goalsOpen: z.int(),
      coverage,
      changedLines: ratio.nullable(),
    }),
    thresholds: z.array(
      z.object({
        name: z.string().describe("`min-coverage` in percent of lines, or `max-open-goals`."),
        wanted: z.number(),
        actual: z.number().nullable().describe("Null when there was nothing to measure: then it is met."),
        met: z.boolean(),
      }),
    ),
    files: z.array(looked),
    units: z.array(unit),
    goals: z.array(goal),
    skipped: z.array(skipped),
    warnings: z.array(z.string()),
    isolation: z.string(),
    next: z.string(),
  })
  .describe("The result of `autotest coverage` and `autotest check`.");

/** The one document `autotest mutate --json` prints. */
export const mutateDocumentSchema: z.ZodType<MutateDocument> = z
  .object({ ...head, ...mutateFields })
  .describe("The result of `autotest mutate`.");

/** The one document `autotest review --json` prints. */
export const reviewDocumentSchema: z.ZodType<ReviewDocument> = z
  .object({ ...head, ...reviewFields })
  .describe("The result of `autotest review`.");

/** Every document the command line prints with `--json`. */
export const documentSchema: z.ZodType<
  | ErrorDocument
  | GenerateDocument
  | LookDocument
  | DoctorDocument
  | PluginsDocument
  | PromptsDocument
  | InitDocument
  | ReviewDocument
  | TelemetryDocument
  | MutateDocument
  | ReportDocument
> = z.union([
  generateDocumentSchema,
  lookDocumentSchema,
  doctorDocumentSchema,
  pluginsDocumentSchema,
  promptsDocumentSchema,
  initDocumentSchema,
  reviewDocumentSchema,
  telemetryDocumentSchema,
  mutateDocumentSchema,
  reportDocumentSchema,
  errorDocumentSchema,
]);
