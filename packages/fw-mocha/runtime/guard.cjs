"use strict";
// A seat belt, not a jail: refuses network, child processes and writes outside the allowed folders for code that does not
// try to get around it, and records what was refused. The permission model of Node, where it can be used, is the stronger net.
const childProcess = require("node:child_process");
const dgram = require("node:dgram");
const dns = require("node:dns");
const fs = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");
const net = require("node:net");
const path = require("node:path");
const { fileURLToPath } = require("node:url");
const { record } = require("./record.cjs");

const seen = new Set();

function refuse(what) {
  if (!seen.has(what)) {
    seen.add(what);
    record("blocked", { what });
  }
  return Object.assign(new Error(`autotest refused: ${what}`), { code: "ERR_AUTOTEST_REFUSED" });
}

// A server the tests opened themselves may be called; everything else may not.
const ownPorts = new Set();

function guardNetwork() {
  const listen = net.Server.prototype.listen;
  net.Server.prototype.listen = function (...args) {
    this.once("listening", () => {
      const address = this.address();
      ownPorts.add(typeof address === "string" ? address : address?.port);
    });
    return listen.apply(this, args);
  };
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function (...args) {
    const first = Array.isArray(args[0]) ? args[0][0] : args[0];
    const options = typeof first === "object" && first !== null ? first : { port: first, host: args[1] };
    const isLocal =
      options.path !== undefined || /^(localhost|127\.|::1$|\[::1\]$)/.test(String(options.host ?? "localhost"));
    const target = options.path ?? Number(options.port);
    if (isLocal && ownPorts.has(target)) return connect.apply(this, args);
    const error = refuse(`connect ${options.path ?? `${options.host ?? "localhost"}:${options.port}`}`);
    process.nextTick(() => this.destroy(error));
    return this;
  };
  dgram.Socket.prototype.send = () => {
    throw refuse("send a datagram");
  };
  const isLocalName = (name) => /^(localhost|127\.|::1$|0\.0\.0\.0$|::$)/.test(String(name));
  for (const holder of [dns, dns.promises]) {
    for (const name of Object.keys(holder)) {
      if (!/^(lookup|resolve|reverse)/.test(name) || typeof holder[name] !== "function") continue;
      const original = holder[name];
      holder[name] = (...args) => {
        if (isLocalName(args[0])) return original.apply(holder, args);
        const error = refuse(`${name} ${String(args[0])}`);
        if (holder === dns.promises) return Promise.reject(error);
        const callback = args.at(-1);
        if (typeof callback !== "function") throw error;
        process.nextTick(callback, error);
        return {};
      };
    }
  }
}

// The TypeScript loaders run this compiler as a process; nothing works without it.
function isCompiler(file) {
  return /[\\/]node_modules[\\/].*esbuild[\\/]/.test(String(file)) && path.basename(String(file)).startsWith("esbuild");
}

function guardProcesses() {
  for (const name of ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"]) {
    const original = childProcess[name];
    childProcess[name] = (...args) => {
      const usesNode = args[0] === process.execPath && Array.isArray(args[1]);
      if (isCompiler(args[0]) || (usesNode && isCompiler(args[1][0]))) return original.apply(childProcess, args);
      throw refuse(`start ${String(args[0]).slice(0, 80)}`);
    };
  }
}

function guardSignals() {
  for (const name of ["kill", "_kill"]) {
    const original = process[name];
    if (typeof original !== "function") continue;
    process[name] = (pid, signal) => {
      if (pid === process.pid || signal === 0) return original.call(process, pid, signal);
      throw refuse(`signal process ${String(pid)}`);
    };
  }
}

function guardWrites(roots) {
  const inside = (target) => {
    if (typeof target === "number" || target === undefined || target === null) return true;
    const text = target instanceof URL ? fileURLToPath(target) : String(target);
    const absolute = path.resolve(text);
    return absolute === "/dev/null" || roots.some((root) => absolute === root || absolute.startsWith(root + path.sep));
  };
  const writes = {
    one: [
      "writeFile",
      "appendFile",
      "mkdir",
      "mkdtemp",
      "rm",
      "rmdir",
      "unlink",
      "truncate",
      "chmod",
      "chown",
      "utimes",
    ],
    second: ["rename", "copyFile", "cp", "symlink", "link"],
  };
  const wrap = (holder, name, positions, asynchronous) => {
    const original = holder[name];
    if (typeof original !== "function") return;
    holder[name] = (...args) => {
      const bad = positions.find((position) => !inside(args[position]));
      if (bad === undefined) return original.apply(holder, args);
      const error = refuse(`write ${String(args[bad]).slice(0, 120)}`);
      if (asynchronous) return Promise.reject(error);
      const callback = args.at(-1);
      if (!name.endsWith("Sync") && typeof callback === "function") return process.nextTick(callback, error);
      throw error;
    };
  };
  const wrapOpen = (holder, name, asynchronous) => {
    const original = holder[name];
    holder[name] = (...args) => {
      const flags = typeof args[1] === "function" || args[1] === undefined ? "r" : args[1];
      const reads =
        typeof flags === "number"
          ? (flags & 3) === 0 && (flags & fs.constants.O_CREAT) === 0
          : flags === "r" || flags === "rs";
      if (reads || inside(args[0])) return original.apply(holder, args);
      const error = refuse(`write ${String(args[0]).slice(0, 120)}`);
      if (asynchronous) return Promise.reject(error);
      const callback = args.at(-1);
      if (!name.endsWith("Sync") && typeof callback === "function") return process.nextTick(callback, error);
      throw error;
    };
  };
  for (const [names, positions] of [
    [writes.one, [0]],
    [writes.second, [0, 1]],
  ]) {
    for (const name of names) {
      const touched =
        name === "copyFile" || name === "cp" ? [1] : name === "symlink" || name === "link" ? [1] : positions;
      wrap(fs, name, touched, false);
      wrap(fs, `${name}Sync`, touched, false);
      wrap(fs.promises, name, touched, true);
    }
  }
  wrapOpen(fs, "open", false);
  wrapOpen(fs, "openSync", false);
  wrapOpen(fs.promises, "open", true);
}

/** Puts the seat belt on. `roots` are the folders that may be written to, absolute. */
function guard(roots) {
  guardNetwork();
  guardProcesses();
  guardSignals();
  guardWrites(roots);
  // Named imports of built-in modules in ES modules are snapshots until told otherwise.
  syncBuiltinESMExports();
}

module.exports = { guard };
