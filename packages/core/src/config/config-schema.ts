import { z } from "zod";
import type { BudgetLimits } from "../language-model/budget.js";
import type { ModelPrice } from "../language-model/price.js";
import { complainAboutTemplate } from "../prompts/read-template.js";
import type {
  Config,
  DeadlineConfig,
  ModelConfig,
  MutateConfig,
  OverrideConfig,
  PromptsConfig,
  SearchConfig,
  TestsConfig,
} from "./config.js";
import { defaultConfig } from "./default-config.js";

// Importing this file loads zod, which costs a tenth of a second: only `parseConfig` and `configJsonSchema` do, lazily.

const defaults = defaultConfig();
const id = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "must be an id: lower-case words joined by hyphens");
const ids = z.array(id).min(1);
const text = z.string().min(1);
const whole = z.number().int();

/** A path that cannot lead out of the project. */
const inside = text.refine(
  (path) => !/^([/\\~]|[A-Za-z]:)/.test(path) && !path.split(/[/\\]/).includes(".."),
  "must be a path inside the project",
);

const tests: z.ZodType<TestsConfig> = z
  .strictObject({
    directory: inside
      .exactOptional()
      .meta({ description: "Test folder, relative to the project. Default: the one the project has." }),
    style: z.enum(["auto", "bdd", "tdd", "xunit"]).exactOptional().meta({
      description:
        "bdd: describe/it, test functions. tdd, xunit: suite/test, test classes. auto: as the existing tests.",
      default: defaults.tests.style,
    }),
    placement: z.enum(["auto", "mirror", "flat", "beside"]).exactOptional().meta({
      description:
        "mirror: the source tree below the test folder. flat: no folders. beside: next to the source. Not all frameworks read it yet.",
      default: defaults.tests.placement,
    }),
  })
  .meta({ title: "Tests", description: "Where and how tests are written." });

const search: z.ZodType<SearchConfig> = z
  .strictObject({
    seconds: z
      .number()
      .positive()
      .max(3600)
      .exactOptional()
      .meta({ description: "Upper limit by the clock for one file.", default: defaults.search.seconds }),
    calls: whole
      .positive()
      .exactOptional()
      .meta({ description: "Calls of the code under test for one file.", default: defaults.search.calls }),
    seed: whole
      .nonnegative()
      .exactOptional()
      .meta({ description: "The same seed writes the same suite.", default: defaults.search.seed }),
  })
  .meta({ title: "Search", description: "What the offline search engine may spend." });

/** Four names are filled in; anything else of one word in braces that is close to one is a slip. */
const template = text.superRefine((value, context) => {
  const message = complainAboutTemplate(value);
  if (message !== null) context.addIssue({ code: "custom", message });
});

const prompts: z.ZodType<PromptsConfig> = z
  .strictObject({
    pack: id
      .exactOptional()
      .meta({ description: "Id of a prompt pack (autotest prompts list). Templates written here win over its own." }),
    unit_test: template
      .exactOptional()
      .meta({ description: "How to ask for tests of a unit. Filled in: {language} {framework} {code} {diff}." }),
    kill_mutant: template.exactOptional().meta({
      description: "How to ask for a test that fails on a mutant. Filled in: {language} {framework} {code} {diff}.",
    }),
  })
  .meta({
    title: "Prompts",
    description: "Prompt templates, read by the model engine.",
  });

const seconds = z.number().positive().max(86_400);
const price = z.number().nonnegative();

const budget: z.ZodType<BudgetLimits> = z
  .strictObject({
    usd: z
      .number()
      .positive()
      .exactOptional()
      .meta({ description: "US dollars; needs the price of the model in model.prices." }),
    tokens: whole.positive().exactOptional().meta({ description: "Tokens, prompt and answer together." }),
    seconds: seconds.exactOptional().meta({ description: "Time in which questions may be sent." }),
  })
  .meta({ title: "Budget", description: "Hard limits of one run. A project file can only lower them." });

const deadline: z.ZodType<DeadlineConfig> = z
  .strictObject({
    total: seconds.exactOptional().meta({ description: "For one question with all its tries.", default: 120 }),
    first: seconds.exactOptional().meta({ description: "Until an answer begins.", default: 60 }),
    idle: seconds.exactOptional().meta({ description: "Between two parts of an answer.", default: 30 }),
  })
  .meta({ title: "Deadline", description: "Seconds to wait for the model. A project file can only lower them." });

const prices: z.ZodType<{ readonly [model: string]: ModelPrice }> = z
  .record(z.string(), z.strictObject({ input: price, output: price, cachedInput: price.exactOptional() }))
  .meta({ description: "US dollars per million tokens, by name of the model. User-level configuration only." });

const model: z.ZodType<ModelConfig> = z
  .strictObject({
    provider: id
      .exactOptional()
      .meta({ description: "Id of an installed model provider. Default: the one that is installed." }),
    name: text.exactOptional().meta({ description: "The provider's name of the model. Without it no model is asked." }),
    baseUrl: z
      .url({ protocol: /^https?$/ })
      .exactOptional()
      .meta({ description: "Address of a compatible server. User-level configuration only." }),
    apiKeyVariable: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable")
      .exactOptional()
      .meta({ description: "Environment variable that holds the key. User-level configuration only." }),
    apiKey: text
      .exactOptional()
      .meta({ description: "The key itself. User-level configuration only; refused in a project file." }),
    api: z
      .enum(["auto", "responses", "chat"])
      .exactOptional()
      .meta({ description: "Which API of the server. auto: as the server likes it.", default: "auto" }),
    temperature: z.number().min(0).max(2).exactOptional(),
    effort: z
      .enum(["none", "minimal", "low", "medium", "high", "xhigh"])
      .exactOptional()
      .meta({ description: "How long a reasoning model thinks. Default: as the server has it." }),
    verbosity: z.enum(["low", "medium", "high"]).exactOptional(),
    cache: z.enum(["auto", "record", "replay", "off"]).exactOptional().meta({
      description:
        "auto: ask nothing twice. record: keep each answer in .autotest/recordings. replay: only from there, without server and key. off: keep nothing.",
      default: "auto",
    }),
    budget: budget.exactOptional(),
    prices: prices.exactOptional(),
    parallel: whole
      .min(1)
      .max(64)
      .exactOptional()
      .meta({ description: "Questions asked at the same time. A project file can only lower it.", default: 4 }),
    deadline: deadline.exactOptional(),
  })
  .meta({
    title: "Model",
    description: "The language model. What the user's own file says here wins over the project's.",
  });

const mutate: z.ZodType<MutateConfig> = z
  .strictObject({
    backend: id.exactOptional().meta({ description: "Id of an installed mutation backend." }),
    minimum: z.number().min(0).max(100).exactOptional().meta({ description: "Least mutation score in percent." }),
    placement: z.enum(["file", "merge"]).exactOptional().meta({
      description:
        "file: tests that kill mutants get a file of their own. merge: they go into the suite of the units, where autotest wrote that.",
      default: "file",
    }),
    accept: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[0-9a-f]{12}$/, "must be the id of a mutant as autotest mutate says it"),
          reason: text.meta({ description: "Why it may survive, for whoever reads the report." }),
        }),
      )
      .exactOptional()
      .meta({ description: "Mutants that may survive: no test is looked for, and they are counted apart." }),
  })
  .meta({ title: "Mutate", description: "Mutation testing, as the mutate command does it." });

const engines = ids.meta({
  description: "Engines in the order they are asked; one that is not installed is passed over.",
  default: defaults.engines,
});

const override: z.ZodType<OverrideConfig> = z.strictObject({
  files: z
    .array(text)
    .min(1)
    .meta({ description: "Glob patterns as in `exclude`, relative to the project: legacy/**, !legacy/new.py." }),
  framework: id.exactOptional(),
  tests: tests.exactOptional(),
  engines: engines.exactOptional(),
  search: search.exactOptional(),
  prompts: prompts.exactOptional(),
});

/** The schema every configuration is read with; the shipped JSON Schema is made from it. */
export const CONFIG_SCHEMA: z.ZodType<Config> = z
  .strictObject({
    $schema: z.string().exactOptional().meta({ description: "Where editors find this schema." }),
    language: id.exactOptional().meta({ description: "One language id; the same as languages with one entry." }),
    languages: ids
      .exactOptional()
      .meta({ description: "Ids of the languages to look for. Default: all that are installed." }),
    framework: id.exactOptional().meta({ description: "One framework id; the same as frameworks with one entry." }),
    frameworks: ids
      .exactOptional()
      .meta({ description: "Ids of the test frameworks to write for. Default: the one the project uses." }),
    include: z
      .array(inside)
      .min(1)
      .exactOptional()
      .meta({ description: "Files and folders to test, relative to the project.", default: defaults.include }),
    exclude: z
      .array(text)
      .exactOptional()
      .meta({ description: "Glob patterns of files never to test.", default: defaults.exclude }),
    tests: tests.exactOptional(),
    engines: engines.exactOptional(),
    search: search.exactOptional(),
    concurrency: whole
      .min(1)
      .max(64)
      .exactOptional()
      .meta({ description: "Files worked on side by side.", default: defaults.concurrency }),
    sandbox: z.enum(["require", "auto", "off"]).exactOptional().meta({
      description:
        "auto: as isolated as this machine can. require: in namespaces or not at all (exit code 8). off: only in user-level configuration or by --sandbox.",
      default: defaults.sandbox,
    }),
    plugins: z
      .array(text)
      .exactOptional()
      .meta({ description: "Package names, or paths starting with ./ ; switches the discovery of plugins off." }),
    prompts: prompts.exactOptional(),
    model: model.exactOptional(),
    mutate: mutate.exactOptional(),
    options: z.record(z.string(), z.record(z.string(), z.unknown())).exactOptional().meta({
      description: "Settings of single plugins by short name, e.g. fw-pytest. What they mean is the plugin's affair.",
    }),
    overrides: z
      .array(override)
      .exactOptional()
      .meta({ description: "Settings for some files. Where several fit a file, the later one wins, key by key." }),
  })
  .superRefine((config, context) => {
    for (const [one, many] of [
      ["language", "languages"],
      ["framework", "frameworks"],
    ] as const) {
      if (config[one] !== undefined && config[many] !== undefined)
        context.addIssue({ code: "custom", path: [one], message: `leave out either ${one} or ${many}` });
    }
  })
  .meta({ title: "autotest configuration", description: "Every key is optional." });
