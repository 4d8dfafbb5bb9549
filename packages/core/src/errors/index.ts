export * from "./autotest-error.js";
export * from "./config-error.js";
export * from "./error-table.js";
export * from "./exit-code.js";
export * from "./hook-error.js";
export * from "./plugin-load-error.js";
export * from "./write-error.js";
