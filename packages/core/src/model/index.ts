export * from "./candidate.js";
export * from "./goal.js";
export * from "./report.js";
export * from "./scenario.js";
export * from "./shape.js";
export * from "./unit.js";
export * from "./value.js";
export * from "./words.js";
