// Files as the code under test reaches them: writing outside of the folder it may write to is refused, and the relative paths
// that a scenario could have put something at are noted.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isFolderNamed, mayWrite, workingDirectory } from "./folder.mjs";
import { around, ask, asked, callerOf } from "./surroundings.mjs";

const WRITERS =
  /^(writeFile|appendFile|unlink|rm|rmdir|mkdir|mkdtemp|rename|copyFile|cp|truncate|symlink|link|chmod|chown|lchown|lchmod|utimes|lutimes|createWriteStream)(Sync)?$/;
const READERS = /^(readFile|exists|stat|lstat|access|readdir|opendir|open|openAsBlob|createReadStream)(Sync)?$/;
const WITH_TWO_PATHS = /^(rename|copyFile|cp|symlink|link)/;
const RELATIVE = /^\.?[A-Za-z0-9_][\w .-]{0,40}(\/[\w .-]{1,40}){0,2}$/;
/** Functions of `fs` call each other, and the module loader reads with them: neither is the code's own question. */
const INTERNAL = /node:(fs|internal\/(fs|modules))\b/;

function textOf(target) {
  if (target instanceof URL) return target.protocol === "file:" ? fileURLToPath(target) : "";
  return typeof target === "string" ? target : "";
}

/** What the path is called from the working directory, or null where a scenario could not put a file there. */
function relativeName(target) {
  let name = textOf(target);
  if (path.isAbsolute(name)) {
    // A path that the code did not make from the working directory leads to the same file wherever it runs.
    const lead = workingDirectory() + path.sep;
    if (!isFolderNamed() || !name.startsWith(lead)) return null;
    name = name.slice(lead.length);
  }
  name = name.replace(/^(\.\/)+/, "");
  return RELATIVE.test(name) && !name.split("/").some((part) => part === "." || part === "..") ? name : null;
}

/** A folder is there when a file in it is. */
function isSet(name) {
  const { files } = around.given;
  if (files === undefined) return false;
  return Object.keys(files).some((file) => {
    const plain = path.normalize(file);
    return plain === name || plain.startsWith(`${name}/`);
  });
}

function askFor(target, trap) {
  const name = relativeName(target);
  if (name === null) return;
  const word = `file ${name}`;
  if (!asked.has(word) && !isSet(name) && !INTERNAL.test(callerOf(trap))) ask(word);
}

function isAllowed(target) {
  try {
    return typeof target === "number" || mayWrite(target instanceof URL ? fileURLToPath(target) : String(target));
  } catch {
    return true;
  }
}

function isWriting(name, [, flags]) {
  if (!/^open(Sync)?$/.test(name)) return WRITERS.test(name);
  if (typeof flags === "function") return false;
  return typeof flags === "number" ? (flags & 3) !== 0 : /[wa+]/.test(String(flags ?? "r"));
}

/** Paths that a call writes to. */
function writtenBy(name, args) {
  if (!isWriting(name, args)) return [];
  if (!WITH_TWO_PATHS.test(name)) return [args[0]];
  return name.startsWith("rename") ? [args[1], args[0]] : [args[1]];
}

function watch(object, name, isAsync, refuse) {
  const places = !WITH_TWO_PATHS.test(name) ? [0] : name.startsWith("symlink") ? [1] : [0, 1];
  const apply = (real, receiver, args) => {
    for (const place of places) askFor(args[place], apply);
    const written = writtenBy(name, args);
    if (written.every(isAllowed)) return Reflect.apply(real, receiver, args);
    const effect = `${name} ${String(written[0]).slice(0, 120)}`;
    return isAsync ? Promise.resolve().then(() => refuse(effect)) : refuse(effect);
  };
  // A stand-in that keeps what hangs on the function, which `promisify` looks for.
  object[name] = new Proxy(object[name], { apply });
}

/** Watches the functions of `fs` for good; `refuse` throws. */
export function watchFiles(refuse) {
  for (const [object, isAsync] of [
    [fs, false],
    [fs.promises, true],
  ])
    for (const name of Object.keys(object)) {
      const isWatched = WRITERS.test(name) || READERS.test(name);
      // Not every platform has all of them.
      if (isWatched && typeof object[name] === "function") watch(object, name, isAsync, refuse);
    }
}
