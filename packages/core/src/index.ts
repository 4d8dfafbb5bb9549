export type { ChangedFile, ChangeScope, Changes, LineRange } from "./changes/changes.js";
export { isChanged } from "./changes/changes.js";
export * from "./config/index.js";
export * from "./contracts/index.js";
export { type Autotest, type AutotestOptions, createAutotest } from "./create-autotest.js";
export * from "./errors/index.js";
export * from "./hooks/event.js";
export * from "./hooks/hooks.js";
export { pluginHooks } from "./hooks/plugin-hooks.js";
export type { BudgetLimits } from "./language-model/budget.js";
export { type OpenModelOptions, openModel } from "./language-model/open-model.js";
export type { ModelPrice } from "./language-model/price.js";
export { readRetryAfter } from "./language-model/read-delay.js";
export type { Recordings } from "./language-model/recording.js";
export type { ModelCacheMode } from "./language-model/with-cache.js";
export type { Consent, Spending } from "./language-model/with-consent.js";
export * from "./model/index.js";
export type {
  Kill,
  LeftOut,
  MutantResult,
  MutantStatus,
  MutationResult,
  Score,
  Scores,
  ToolMutant,
} from "./mutation/result.js";
export type { CiChoices } from "./operations/ci-files.js";
export type { FileOptions, GenerateOptions } from "./operations/generate.js";
export type { InitOptions, InitResult } from "./operations/init.js";
export { CONFIG_FILE } from "./operations/init.js";
export { keepLastRun, type LastRuns, readLastRuns, writeLastPage } from "./operations/last-run.js";
export type { PromptListing } from "./operations/list-prompts.js";
export type { LookOptions } from "./operations/look.js";
export type { MutateOptions } from "./operations/mutate.js";
export type { ReviewOptions } from "./operations/review.js";
export type { WrittenSuite } from "./pipeline/6-write-suite.js";
export { exitCodeOf, exitCodeOfModel } from "./pipeline/exit-code-of.js";
export { mapLimited } from "./pipeline/map-limited.js";
export type { RunResult } from "./pipeline/run.js";
export { openWorkspace } from "./pipeline/workspace.js";
export {
  CONTRIBUTION_KINDS,
  type ContributionKind,
  type Contributions,
  type KindFacts,
} from "./plugins/contribution-kind.js";
export { definePlugin } from "./plugins/define-plugin.js";
export { type Discovery, discoverPlugins, isPluginName, PLUGIN_KEYWORD } from "./plugins/discover-plugins.js";
export { installCommand } from "./plugins/install-command.js";
export { type LoadPluginsOptions, loadPlugins } from "./plugins/load-plugins.js";
export {
  createRegistry,
  type LoadedPlugin,
  type PluginOrigin,
  type PluginSummary,
  type Registry,
} from "./plugins/registry.js";
export { tapPlugins } from "./plugins/tap-plugins.js";
export { type CacheOptions, createCache } from "./ports/cache.js";
export { createClock } from "./ports/clock.js";
export { createNodeContext, type NodeContext, type NodeContextOptions } from "./ports/create-node-context.js";
export { createExec, type ExecOptions } from "./ports/exec.js";
export { createFileSystem, type FileSystemOptions, type OwnedFileSystem } from "./ports/file-system.js";
export { escapePattern } from "./ports/find-files.js";
export { createWriteGuard, type GuardAnswer, type WriteGuard, type WriteGuardOptions } from "./ports/guard-path.js";
export { createHttp, createOfflineHttp } from "./ports/http.js";
export { chooseIsolation } from "./ports/isolation/choose-isolation.js";
export type { Bubblewrap, Isolation, Sandbox } from "./ports/isolation/isolation.js";
export { createLog, type LogLevel, type LogOptions } from "./ports/log.js";
export { createRandom } from "./ports/random.js";
export {
  createReadyRunners,
  exitWithin,
  type ReadyRunners,
  type Runner,
  type RunnerCommand,
} from "./ports/ready-runners.js";
export { ranTooLong, type TestWatch, watchTests } from "./ports/watch-tests.js";
export { sweepTemporaryFiles } from "./ports/write-file.js";
export { overProbe } from "./probe/over-probe.js";
export { type StartProbeOptions, startProbe } from "./probe/start-probe.js";
export * from "./probe/wire.js";
export { OWN_TEMPLATES, USUAL_PACK, unknownPack } from "./prompts/choose-templates.js";
export { PROMPT_TASKS, readTemplate, type TemplateNames } from "./prompts/read-template.js";
export type { Audit, AuditCode, AuditFinding } from "./review/audit.js";
export type { SuiteTest } from "./review/open-suite.js";
export type { Proof } from "./review/prove-test.js";
export type { Regenerated, Wish } from "./review/regenerate-test.js";
export type { Edited } from "./review/replace-test.js";
export type { Review, ReviewedTest } from "./review/review.js";
export { redactDeep } from "./secrets/redact-deep.js";
export { createRedactor, type Redactor, secretsIn } from "./secrets/redact-text.js";
