"use strict";
// A Mocha reporter that writes one JSON line per test to the private result file and nothing to the console.
const { settings, record, describe } = require("./record.cjs");
const { shuffleSuite } = require("./shuffle.cjs");

const now = performance.now.bind(performance);
const later = setTimeout;
const exit = process.reallyExit.bind(process);
const { stringify } = JSON;

module.exports = function AutotestReporter(runner) {
  // The tree is complete and nothing has run yet: the one moment to reorder it.
  const { orderSeed, without } = settings();
  if (orderSeed !== undefined) shuffleSuite(runner.suite, orderSeed);
  const isLeftOut = (test) => without.includes(stringify([test.file ?? "", ...test.titlePath()]));
  runner.suite.eachTest((test) => {
    if (isLeftOut(test)) test.pending = true;
  });
  let began = now();

  function outcome(test, result, error, failure = kindOf(error)) {
    record("test", {
      file: test.file ?? test.parent?.file ?? "",
      title: test.titlePath(),
      outcome: result,
      milliseconds: Math.round((test.duration ?? now() - began) * 100) / 100,
      ...(error === undefined ? {} : { message: describe(error), failure }),
    });
  }

  runner.on("test", (test) => {
    began = now();
    record("started", { file: test.file ?? "", title: test.titlePath() });
  });
  runner.on("pass", (test) => outcome(test, "passed"));
  runner.on("pending", (test) => {
    if (!isLeftOut(test)) outcome(test, "skipped");
  });
  runner.on("fail", (test, error) => {
    if (test.type === "hook") {
      // The tests behind a failed hook never run: they are reported as failed, or they would look as if they did not exist.
      const message = `${test.title}: ${describe(error)}`;
      record("hook", { file: test.file ?? test.parent?.file ?? "", title: test.parent?.titlePath() ?? [], message });
      for (const hidden of unreached(test)) outcome(hidden, "failed", new Error(message), "fixture");
      return;
    }
    outcome(test, "failed", error);
  });
  runner.once("end", () => {
    record("end", { tests: runner.total });
    // A socket or timer left open keeps the process, and a person's `npx mocha`, alive for ever. Say so and leave.
    const timer = later(() => {
      record("lingering", {
        resources: [...new Set(process.getActiveResourcesInfo())].filter((name) => name !== "Timeout"),
      });
      process.emit("exit", 0);
      exit(process.exitCode ?? 0);
    }, 2000);
    timer.unref();
  });
};

function kindOf(error) {
  try {
    if (error?.code === "ERR_MOCHA_TIMEOUT") return "timeout";
    return error?.code === "ERR_ASSERTION" || error?.name === "AssertionError" ? "assertion" : "error";
  } catch {
    return "error";
  }
}

function unreached(hook) {
  const own = hook.ctx?.currentTest;
  if (hook.title.includes("each") && own !== undefined) {
    const rest = own.parent.tests.slice(own.parent.tests.indexOf(own));
    return rest.filter((test) => test.state === undefined && !test.isPending());
  }
  const found = [];
  hook.parent?.eachTest((test) => {
    if (test.state === undefined && !test.isPending()) found.push(test);
  });
  return found;
}
