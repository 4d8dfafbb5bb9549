"use strict";
// V8's own counters, read inside the process: so the executed text and its source map are at hand for what a loader compiled.
const { record } = require("./record.cjs");

/**
 * Gets ready to count, which takes longer than to count: the debugger tells of every script that is loaded by then. Gives what
 * starts it for `cover`, absolute paths. What was seen is recorded when the process exits, however it does.
 */
function openCounters() {
  const { Session } = require("node:inspector");
  const { fileURLToPath } = require("node:url");
  const session = new Session();
  session.connect();
  const post = (method, parameters) => {
    let answer = null;
    session.post(method, parameters, (error, result) => {
      answer = error ? null : result;
    });
    return answer;
  };
  const maps = new Map();
  // Until the order comes any script may be one of those that are measured.
  let matches = () => true;
  session.on("Debugger.scriptParsed", ({ params }) => {
    if (matches(params.url)) maps.set(params.scriptId, params.sourceMapURL ?? "");
  });
  post("Debugger.enable", { maxScriptsCacheSize: 100_000_000 });
  post("Debugger.setSkipAllPauses", { skip: true });
  return (cover) => {
    const wanted = new Set(cover);
    matches = (url) => {
      try {
        // Loaders add queries to make a module new; the file is the same.
        const clean = url.replace(/[?#].*$/, "");
        return wanted.has(clean.startsWith("file:") ? fileURLToPath(clean) : clean);
      } catch {
        return false;
      }
    };
    post("Profiler.enable");
    post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    let done = false;
    process.once("exit", () => {
      if (done) return;
      done = true;
      const taken = post("Profiler.takePreciseCoverage");
      for (const script of taken?.result ?? []) {
        if (!matches(script.url)) continue;
        const source = post("Debugger.getScriptSource", { scriptId: script.scriptId });
        record("coverage", {
          ...script,
          source: source?.scriptSource ?? null,
          sourceMapURL: maps.get(script.scriptId) ?? "",
        });
      }
    });
  };
}

module.exports = { openCounters };
