// What the code under test must not do. Node's permission model is the wall for files and processes; this is the
// part it leaves open (network, exit), and the notes of what was tried.
import childProcess from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns";
import http from "node:http";
import http2 from "node:http2";
import https from "node:https";
import inspector from "node:inspector";
import net from "node:net";
import tls from "node:tls";
import workerThreads from "node:worker_threads";
import { fakeEnvironment } from "./environment.mjs";
import { prepareFolder } from "./folder.mjs";
import { halt } from "./fuel.mjs";
import { watchMachine } from "./machine.mjs";
import { watchFiles } from "./watch-files.mjs";
import { consulted } from "./world.mjs";

/** Effects refused since the last reset, in words. */
export const blocked = [];
/** What was printed since the last reset. */
export const printed = { out: "", err: "" };

const LIMIT = 2000;

/** Forgets what was noted. */
export function resetWall() {
  blocked.length = 0;
  printed.out = "";
  printed.err = "";
}

function refuse(effect) {
  if (blocked.length < 20) blocked.push(effect);
  const error = new Error(`${effect} is not allowed here`);
  error.code = "EACCES";
  throw error;
}

function describe(args) {
  const first = args[0];
  if (typeof first === "string" || first instanceof URL) return String(first).slice(0, 120);
  if (typeof first === "number") return String(first);
  if (typeof first === "object" && first !== null)
    return [first.host ?? first.hostname ?? "", first.port ?? first.path ?? ""].join(" ").trim();
  return "";
}

function refuseAll(object, names, word) {
  for (const name of names) {
    if (typeof object[name] !== "function") continue;
    const effect = word ?? name;
    // A function, not an arrow: some of these are constructors.
    const stand = function refused(...args) {
      return refuse(`${effect} ${describe(args)}`.trim());
    };
    try {
      object[name] = stand;
    } catch {
      Object.defineProperty(object, name, { value: stand });
    }
  }
}

function closeNetwork() {
  refuseAll(net, ["connect", "createConnection"], "connect");
  refuseAll(net.Socket.prototype, ["connect"]);
  refuseAll(net.Server.prototype, ["listen"]);
  refuseAll(tls, ["connect"], "connect");
  refuseAll(dgram.Socket.prototype, ["bind", "connect", "send"], "datagram");
  for (const client of [http, https]) refuseAll(client, ["request", "get"], "request");
  refuseAll(http2, ["connect"], "connect");
  const lookups = Object.keys(dns).filter((name) => /^(lookup|resolve|reverse)/.test(name));
  refuseAll(dns, lookups, "resolve");
  refuseAll(
    dns.promises,
    Object.keys(dns.promises).filter((name) => /^(lookup|resolve|reverse)/.test(name)),
    "resolve",
  );
  globalThis.fetch = async (...args) => refuse(`fetch ${describe([args[0]?.url ?? args[0]])}`);
  refuseAll(globalThis, ["WebSocket", "EventSource"], "connect");
  refuseAll(inspector, ["open"], "inspector");
}

function closeProcesses() {
  refuseAll(childProcess, ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"], "process");
  refuseAll(workerThreads, ["Worker"], "worker");
  refuseAll(process, ["kill", "_kill", "_debugProcess", "chdir", "setuid", "setgid", "dlopen"]);
  for (const name of ["exit", "abort", "reallyExit"])
    process[name] = (code) => halt("exit", `it called process.${name}(${code ?? ""})`);
  if (process.binding) refuseAll(process, ["binding", "_linkedBinding"]);
}

function watchEnvironment() {
  const visible = { PATH: process.env.PATH ?? "", LANG: "C.UTF-8", TZ: "UTC", NODE_ENV: "test" };
  const note = (answer) => {
    consulted.add("environment");
    return answer;
  };
  fakeEnvironment(visible, note);
  watchMachine(note);
}

function capture(stream, key) {
  stream.write = (chunk, encoding, done) => {
    const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    if (printed[key].length < LIMIT) printed[key] = (printed[key] + text).slice(0, LIMIT);
    const callback = typeof encoding === "function" ? encoding : done;
    if (typeof callback === "function") queueMicrotask(() => callback());
    return true;
  };
}

/** Node's own console looks at the environment for colours; that is not the code's doing. */
function quietConsole() {
  for (const name of ["log", "info", "debug", "warn", "error", "trace", "dir", "table"]) {
    const real = console[name];
    console[name] = (...args) => {
      const had = consulted.has("environment");
      real.apply(console, args);
      if (!had) consulted.delete("environment");
    };
  }
}

/** Puts the wall up for good. `scratch` is the one folder that may be written to. */
export function installWall(scratch) {
  capture(process.stdout, "out");
  capture(process.stderr, "err");
  prepareFolder(scratch);
  watchFiles(refuse);
  closeNetwork();
  closeProcesses();
  watchEnvironment();
  quietConsole();
}
