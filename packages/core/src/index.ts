export * from "./contracts/index.js";
export * from "./hooks/event.js";
export * from "./hooks/hooks.js";
export * from "./model/index.js";
export * from "./probe/wire.js";
export { type StartProbeOptions, startProbe } from "./probe/start-probe.js";
export { createExec, type ExecOptions } from "./ports/exec.js";
