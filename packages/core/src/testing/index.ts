export * from "./contract-test.js";
export * from "./create-test-context.js";
export * from "./engine-fixture.js";
export * from "./fake-model.js";
export * from "./fixed-clock.js";
export * from "./framework-fixture.js";
export * from "./hostile-plugins.js";
export * from "./install-package.js";
export * from "./language-fixture.js";
export type {
  ModelServerOptions,
  ServerAnswer,
  ServerFault,
  ServerReply,
  ServerRequest,
  Transport,
} from "./model-server/server-script.js";
export { type ModelServer, startModelServer, withModelServer } from "./model-server/start-model-server.js";
export * from "./mutation-fixture.js";
export { analyzeSource, readSource, sourceFile } from "./read-source.js";
export * from "./sample-report.js";
export * from "./test-engine.js";
export * from "./test-framework.js";
export * from "./test-in-process-model.js";
export * from "./test-language.js";
export * from "./test-model.js";
export * from "./test-mutation-backend.js";
export * from "./test-plugin.js";
export * from "./test-reporter.js";
export { createToyEngine } from "./toy/toy-engine.js";
export { createToyFramework } from "./toy/toy-framework.js";
export { createToyLanguage } from "./toy/toy-language.js";
export * from "./value-samples.js";
