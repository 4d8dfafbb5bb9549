export * from "./config.js";
export * from "./default-config.js";
export * from "./merge-configs.js";
export * from "./nearest-word.js";
export * from "./parse-config.js";
export * from "./plugin-options.js";
