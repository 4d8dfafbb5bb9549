// Runs the project's own Mocha in this process, with the project's own configuration, our reporter and our guard. Everything that
// is not the project's is loaded first; then it waits for its order.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const [mocha, measures] = process.argv.splice(2);
const mochaRequire = createRequire(path.join(mocha, "package.json"));
const inMocha = (...names) => names.map((name) => path.join(mocha, name)).find((file) => existsSync(file));

const { loadOptions } = mochaRequire(inMocha("lib/cli/options.cjs", "lib/cli/options.js"));
const { isNodeFlag, unparseNodeFlags } = mochaRequire(inMocha("lib/cli/node-flags.cjs", "lib/cli/node-flags.js"));
const Mocha = mochaRequire(inMocha("lib/mocha.cjs", "lib/mocha.js"));
const cli = await import(pathToFileURL(inMocha("lib/cli/cli.js")).href);
const { settings: readSettings, waits, record, describe } = require("./record.cjs");
const measure = measures === undefined ? undefined : require("./coverage.cjs").openCounters();
waits();
const settings = readSettings();

const options = loadOptions(settings.arguments);
const nodeFlags = {};
for (const name of Object.keys(options)) {
  if (!isNodeFlag(name)) continue;
  nodeFlags[name] = options[name];
  delete options[name];
}

if (settings.mode === "read-options") {
  const listed = options["node-option"]?.map((flag) => `--${flag}`);
  record("options", { nodeFlags: listed ?? unparseNodeFlags(nodeFlags), options });
} else {
  await run();
}

async function run() {
  measure?.(settings.cover);
  require("./guard.cjs").guard(settings.writable);

  if (settings.files.length > 0) {
    options._ = [...settings.files];
    delete options.spec;
    delete options.ignore;
  }
  // What would hide tests, change the output or never end; everything else stays as the project has it.
  for (const name of [
    "node-option",
    "reporter-option",
    "reporterOption",
    "reporter-options",
    "grep",
    "fgrep",
    "invert",
    "watch",
    "jobs",
  ])
    delete options[name];
  options.reporter = require.resolve("./reporter.cjs");
  Object.assign(options, { parallel: false, watch: false, bail: false, exit: false, "dry-run": false });
  if (settings.files.length > 0) options.sort = false;

  guardLoading();
  process.on("exit", (code) => record("exit", { code }));
  process.on("uncaughtExceptionMonitor", (error) => record("uncaught", { message: describe(error) }));
  record("begin", { node: process.version });
  (cli.main ?? cli.default.main)([], options);
}

/** One file that cannot be loaded must not hide the others. */
function guardLoading() {
  const original = Mocha.prototype.loadFilesAsync;
  Mocha.prototype.loadFilesAsync = async function (...rest) {
    const files = this.files;
    for (const file of files) {
      record("loading", { file });
      this.files = [file];
      const before = { suites: [...this.suite.suites], tests: [...this.suite.tests] };
      try {
        await original.apply(this, rest);
      } catch (error) {
        // A half-read file may have defined some of its suites: none of them counts.
        this.suite.suites.splice(0, Infinity, ...before.suites);
        this.suite.tests.splice(0, Infinity, ...before.tests);
        record("load-error", {
          file,
          message: describe(error),
          code: typeof error?.code === "string" ? error.code : "",
          permission: typeof error?.permission === "string" ? error.permission : "",
        });
      }
    }
    this.files = files;
    record("loaded", {});
  };
}
