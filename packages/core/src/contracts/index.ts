export * from "./context.js";
export * from "./engine.js";
export * from "./framework.js";
export * from "./language.js";
export * from "./model.js";
export * from "./plugin.js";
export * from "./probe.js";
export * from "./project.js";
