// Loaded with `mocha --require`: keeps what an instrumented file counted.
const { writeFileSync } = require("node:fs");

process.on("exit", () => writeFileSync(process.env.BENCH_COVERAGE, JSON.stringify(globalThis.__coverage__ ?? {})));
