// The line channel: requests on descriptor 3, replies on descriptor 4.
import fs from "node:fs";

const { readSync, writeSync } = fs;
const { stringify, parse } = JSON;
const now = performance.now.bind(performance);
const pauseCell = new Int32Array(new SharedArrayBuffer(4));
const chunk = Buffer.alloc(1 << 16);
let rest = [];
let lastWrite = 0;
let replying = false;

function pause() {
  Atomics.wait(pauseCell, 0, 0, 1);
}

function readChunk() {
  for (;;) {
    try {
      return readSync(3, chunk, 0, chunk.length, null);
    } catch (error) {
      if (error.code === "EOF") return 0;
      if (error.code !== "EAGAIN") throw error;
      pause();
    }
  }
}

/** The next request, or null when the parent has gone. */
export function readRequest() {
  for (;;) {
    const last = rest.at(-1);
    const end = last ? last.indexOf(10) : -1;
    if (end >= 0) {
      const line = Buffer.concat([...rest.slice(0, -1), last.subarray(0, end)]).toString("utf8");
      rest = [last.subarray(end + 1)];
      return parse(line);
    }
    const count = readChunk();
    if (count === 0) return null;
    rest.push(Buffer.from(chunk.subarray(0, count)));
  }
}

/** Sends one reply. */
export function reply(message) {
  const bytes = Buffer.from(`${stringify(message)}\n`);
  let from = 0;
  replying = true;
  while (from < bytes.length) {
    try {
      from += writeSync(4, bytes, from);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
      pause();
    }
  }
  replying = false;
  lastWrite = now();
}

/** True when a reply was cut off half way. */
export function isReplying() {
  return replying;
}

/** Milliseconds since the last reply. */
export function silence() {
  return now() - lastWrite;
}
