"use strict";
// The private channel: settings come on descriptor 3, results leave on descriptor 4, each line with the nonce that only this
// module knows; the first only says that it waits. Everything is captured before project code runs, so that a test that patches
// `fs` or `JSON` changes nothing.
const fs = require("node:fs");
const { closeSync, readSync, writeSync } = fs;
const { parse, stringify } = JSON;
const toBytes = Buffer.from.bind(Buffer);
const { wait } = Atomics;
const pauseCell = new Int32Array(new SharedArrayBuffer(4));

// Read when first asked for: whoever waits for the order has loaded its own code before.
let read;

function settings() {
  if (read === undefined) {
    read = parse(readLine());
    closeSync(3);
  }
  return read;
}

function patiently(action) {
  for (;;) {
    try {
      return action();
    } catch (error) {
      if (error.code === "EOF") return 0;
      if (error.code !== "EAGAIN") throw error;
      wait(pauseCell, 0, 0, 1);
    }
  }
}

function readLine() {
  const chunks = [];
  for (;;) {
    const chunk = Buffer.alloc(1 << 16);
    const count = patiently(() => readSync(3, chunk, 0, chunk.length, null));
    const end = chunk.subarray(0, count).indexOf(10);
    chunks.push(chunk.subarray(0, end < 0 ? count : end));
    if (end >= 0 || count === 0) return Buffer.concat(chunks).toString("utf8");
  }
}

/** Sends one line. */
function record(kind, fields) {
  send({ nonce: settings().nonce, kind, ...fields });
}

/** Says that it waits for its order, which brings the nonce. */
function waits() {
  send({ kind: "waits" });
}

function send(line) {
  const bytes = toBytes(`${stringify(line)}\n`);
  for (let from = 0; from < bytes.length; ) from += patiently(() => writeSync(4, bytes, from));
}

/** First lines of an error, never throwing for the error's sake. */
function describe(error) {
  try {
    const text =
      error instanceof Error || typeof error?.message === "string"
        ? `${error.name ?? "Error"}: ${error.message}`
        : String(error);
    return text.split("\n").slice(0, 8).join("\n").slice(0, 2000);
  } catch {
    return "an error that cannot be shown";
  }
}

module.exports = { settings, waits, record, describe };
