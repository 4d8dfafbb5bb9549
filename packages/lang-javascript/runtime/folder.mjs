// The working directory of a scenario that sets files: a fresh folder below the scratch folder, gone when the scenario has
// ended. No two have the same name, nor names of the same length one after the other, so that a test cannot rest on it.
import fs from "node:fs";
import path from "node:path";

// Taken before the wall is up, and before the code under test can put others in their place.
const { mkdirSync, readdirSync, readFileSync, rmdirSync, statSync, unlinkSync, utimesSync, writeFileSync } = fs;
const chdir = process.chdir.bind(process);
const cwd = process.cwd.bind(process);
const MOST_CHANGES = 5;
const WRITTEN = 1_600_000_000;
const MOST_CHARACTERS = 2000;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** `at`: the folder, or null where the scenario sets none. `put`: the texts it began with. `isNamed`: its name was asked for. */
const folder = { scratch: "", home: "", at: null, put: new Map(), problem: null, isNamed: false, count: 0 };

/** `scratch` is the one folder that may be written to. */
export function prepareFolder(scratch) {
  folder.scratch = scratch;
  folder.home = cwd();
}

/** The working directory, without asking the process for it. */
export function workingDirectory() {
  return folder.at ?? folder.home;
}

/** Whether the code under test may write to `file`. */
export function mayWrite(file) {
  const whole = path.resolve(workingDirectory(), file);
  const within = folder.at ?? folder.scratch;
  return whole === within || whole.startsWith(within + path.sep);
}

/** Notes that the code under test asked what its working directory is called. True when a scenario set that. */
export function nameFolder() {
  folder.isNamed = true;
  return folder.at !== null;
}

/** Whether the running scenario asked so. */
export function isFolderNamed() {
  return folder.isNamed;
}

/** Forgets who asked. */
export function forgetName() {
  folder.isNamed = false;
}

/** Whether what a run showed holds the name of the folder, which is another one every time. */
export function showsFolder(shown) {
  return folder.at !== null && folder.isNamed && JSON.stringify(shown).includes(folder.at);
}

/** Makes the folder, puts `files` (relative path to text, or null for none) there and goes into it. */
export function enterFolder(files) {
  folder.count++;
  folder.at = path.join(folder.scratch, `files-${folder.count}${"x".repeat(folder.count % 4)}`);
  try {
    mkdirSync(folder.at);
    for (const [name, text] of Object.entries(files)) putFile(name, text);
    chdir(folder.at);
  } catch (error) {
    folder.problem = `its files cannot be put there: ${error.message}`;
  }
}

/** Why the folder of the running scenario could not be made, or null. */
export function folderProblem() {
  return folder.problem;
}

function putFile(name, text) {
  const plain = path.normalize(name);
  if (path.isAbsolute(name) || plain === "." || plain.split(path.sep)[0] === "..")
    throw new Error(`${name} is outside of the working directory`);
  if (text === null) return;
  const file = path.join(folder.at, plain);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  // No two are of one age, as in a test, and each is of the same in every run.
  utimesSync(file, WRITTEN + folder.put.size, WRITTEN + folder.put.size);
  folder.put.set(plain, text.toWellFormed());
}

/** Goes back to where the process was, and removes the folder. */
export function leaveFolder() {
  chdir(folder.home);
  if (folder.at !== null) remove(folder.at);
  folder.at = null;
  folder.problem = null;
  folder.put.clear();
}

/** What is in use until later stays: it goes with the scratch folder. */
function remove(directory) {
  try {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const inner = path.join(directory, entry.name);
      if (entry.isDirectory()) remove(inner);
      else unlinkSync(inner);
    }
    rmdirSync(directory);
  } catch {
    // Made unreadable, or gone already.
  }
}

/** Text files of the folder that are new, changed or gone, as data. */
export function describeFiles() {
  if (folder.at === null || folder.problem !== null) return [];
  const found = new Set(filesIn(folder.at, ""));
  const changed = [];
  for (const name of [...new Set([...found, ...folder.put.keys()])].sort()) {
    const text = found.has(name) ? textOf(path.join(folder.at, name)) : null;
    if (text !== undefined && text !== (folder.put.get(name) ?? (found.has(name) ? undefined : null)))
      changed.push({ kind: "file", path: name, text });
    if (changed.length === MOST_CHANGES) break;
  }
  return changed;
}

function filesIn(directory, lead) {
  try {
    return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
      if (entry.isDirectory()) return filesIn(path.join(directory, entry.name), `${lead}${entry.name}/`);
      return entry.isFile() ? [`${lead}${entry.name}`] : [];
    });
  } catch {
    return [];
  }
}

/** Undefined when it is no text, or too long. */
function textOf(file) {
  try {
    if (statSync(file).size > MOST_CHARACTERS * 4) return undefined;
    const text = decoder.decode(readFileSync(file));
    return text.length > MOST_CHARACTERS ? undefined : text;
  } catch {
    return undefined;
  }
}
