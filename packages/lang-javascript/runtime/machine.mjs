// What a machine is: who uses it, what it is called, its time zone. Another one in every world but that of the search.
import os from "node:os";
import { nameFolder } from "./folder.mjs";

const ZONES = ["Asia/Tokyo", "America/New_York"];
/** The environment that Node itself looks at; code under test sees another. */
const real = process.env;
const HOME = real.TZ ?? "UTC";

const machine = { seed: 0, zone: HOME };

/** 0 is this machine. Code that runs in local time shows it by what it gives in another zone. */
export function moveTo(seed) {
  machine.seed = seed;
  const zone = seed === 0 ? HOME : ZONES[seed % 2];
  if (zone === machine.zone) return;
  machine.zone = zone;
  real.TZ = zone;
}

function moved(found) {
  if (machine.seed === 0) return found;
  if (typeof found === "string") return `${found}-${machine.seed}`;
  if (typeof found === "number") return found + machine.seed;
  if (Array.isArray(found)) return [...found, ...found];
  if (typeof found !== "object" || found === null) return found;
  return Object.fromEntries(Object.entries(found).map(([key, value]) => [key, moved(value)]));
}

/** Tells of each question which machine this is by `note`. */
export function watchMachine(note) {
  const figures = ["cpus", "freemem", "totalmem", "loadavg", "uptime"];
  const names = ["hostname", "userInfo", "homedir", "tmpdir", "networkInterfaces"];
  for (const [object, asked] of [
    [process, ["memoryUsage", "cpuUsage", "resourceUsage"]],
    [os, [...names, ...figures]],
  ]) {
    for (const name of asked) {
      const ask = object[name];
      object[name] = (...args) => note(moved(ask.apply(object, args)));
    }
  }
  // Its paths lead from here to real files, if no scenario sets them.
  const { cwd } = process;
  process.cwd = () => (nameFolder() ? cwd.call(process) : note(cwd.call(process)));
}
