"use strict";
// The private result file. Everything is captured before project code runs, so that a test that patches `fs`, `JSON` or
// `process` cannot change what is recorded, and the settings leave the environment before anyone else can read them.
const fs = require("node:fs");
const openSync = fs.openSync;
const writeSync = fs.writeSync;
const stringify = JSON.stringify;

const settings = JSON.parse(process.env.AUTOTEST_RUN ?? "{}");
delete process.env.AUTOTEST_RUN;

const descriptor = settings.output === undefined ? null : openSync(settings.output, "a");

/** Adds one line; the nonce proves that it came from here. */
function record(kind, fields) {
  if (descriptor !== null) writeSync(descriptor, `${stringify({ nonce: settings.nonce, kind, ...fields })}\n`);
}

/** First lines of an error, never throwing for the error's sake. */
function describe(error) {
  try {
    const text = error instanceof Error || typeof error?.message === "string" ? `${error.name ?? "Error"}: ${error.message}` : String(error);
    return text.split("\n").slice(0, 8).join("\n").slice(0, 2000);
  } catch {
    return "an error that cannot be shown";
  }
}

module.exports = { settings, record, describe };
