import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tools } from "./places.mjs";

/**
 * Does `work` unless it was done before with the same inputs.
 * `files` are read, `facts` are text (versions); `results` must still exist for the stamp to count.
 */
export async function once(name, { files = [], facts = [], results = [] }, work) {
  const hash = createHash("sha256");
  for (const fact of facts) hash.update(`${fact}\0`);
  for (const file of files) hash.update(existsSync(file) ? readFileSync(file) : "absent").update("\0");
  const digest = hash.digest("hex");
  const stamp = join(tools, "stamps", name);
  const done = existsSync(stamp) && readFileSync(stamp, "utf8") === digest && results.every((path) => existsSync(path));
  if (done) return false;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(join(tools, "stamps"), { recursive: true });
  writeFileSync(stamp, digest);
  return true;
}
