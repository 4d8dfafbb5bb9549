/** What a script of package.json says about Mocha. */
export interface MochaScript {
  /** Name of the script: `test`. */
  readonly name: string;
  /** Options by long name; `spec` holds the files. */
  readonly options: { readonly [name: string]: unknown };
  /** As written, without files, reporters and flags that never end. */
  readonly arguments: readonly string[];
  /** Flags for node: `--import=tsx` of `node --import tsx node_modules/.bin/mocha`, or from NODE_OPTIONS. */
  readonly nodeFlags: readonly string[];
}

const SWITCHES = new Set(
  "allow-uncaught async-only bail check-leaks color colors no-color no-colors delay diff no-diff dry-run exit no-exit fail-zero forbid-only forbid-pending full-trace inline-diffs invert parallel no-parallel recursive no-recursive sort watch no-config no-package no-timeouts A b c C i p S w".split(
    " ",
  ),
);
const DROPPED = new Set(
  "reporter R reporter-option reporter-options O watch w parallel p jobs j grep g fgrep f bail b".split(" "),
);
const LONG: { readonly [short: string]: string } = {
  r: "require",
  u: "ui",
  n: "node-option",
  t: "timeout",
  R: "reporter",
};
const MOCHA = /(?:^|[/\\])(?:_?mocha|ts-mocha)(?:\.c?js)?$/;

/** Finds the Mocha command in `test`, or in another script whose name begins with `test`. Null when there is none. */
export function readScript(scripts: { readonly [name: string]: unknown }): MochaScript | null {
  const names = Object.keys(scripts).filter((name) => name === "test" || /^(test|mocha|unit)\b/.test(name));
  names.sort((a, b) => Number(b === "test") - Number(a === "test"));
  for (const name of names) {
    const text = scripts[name];
    if (typeof text !== "string") continue;
    for (const command of text.split(/&&|\|\||[;|]/)) {
      const words = splitWords(command);
      const at = words.findIndex((word) => MOCHA.test(word));
      if (at >= 0) return readWords(name, words.slice(0, at), words.slice(at + 1), words[at] ?? "");
    }
  }
  return null;
}

function readWords(name: string, before: readonly string[], after: readonly string[], program: string): MochaScript {
  const nodeFlags = [...flagsOfNode(before), ...flagsOfEnvironment(before)];
  const options: { [name: string]: unknown } = {};
  const kept: string[] = [];
  const spec: string[] = [];
  if (program.includes("ts-mocha")) options.require = ["ts-node/register"];
  // The `tsx` command is `node` with its loader.
  if (before.some((word) => /(?:^|\/)tsx$/.test(word))) nodeFlags.push("--import=tsx");
  for (let index = 0; index < after.length; index++) {
    const word = after[index] ?? "";
    const flag = /^--?([\w-]+)(?:=(.*))?$/s.exec(word);
    if (flag === null) {
      if (word !== "--" && !/^[<>]|^\d?>/.test(word)) spec.push(word);
      continue;
    }
    const given = flag[1] ?? "";
    const long = LONG[given] ?? given;
    const isSwitch = SWITCHES.has(given) || (flag[2] === undefined && (after[index + 1] ?? "-").startsWith("-"));
    const value = flag[2] ?? (isSwitch ? true : after[++index]);
    const isNodes = process.allowedNodeEnvironmentFlags.has(`--${long}`) && long !== "require";
    options[long] =
      typeof value === "string" && Array.isArray(options[long])
        ? [...(options[long] as unknown[]), value]
        : typeof value === "string" && !isNodes
          ? [value]
          : value;
    if (!DROPPED.has(given) && !isNodes && long !== "node-option")
      kept.push(isSwitch ? word : `--${long}=${String(value)}`);
  }
  for (const single of ["ui", "timeout", "reporter"]) {
    const value = options[single];
    if (Array.isArray(value)) options[single] = value.at(-1);
  }
  if (program.includes("ts-mocha")) kept.push("--require=ts-node/register");
  if (spec.length > 0) options.spec = spec;
  return { name, options, arguments: kept, nodeFlags };
}

function flagsOfNode(before: readonly string[]): string[] {
  const at = before.findIndex((word) => /(?:^|\/)node$/.test(word));
  if (at < 0) return [];
  const flags: string[] = [];
  for (let index = at + 1; index < before.length; index++) {
    const word = before[index] ?? "";
    if (!word.startsWith("-")) continue;
    const next = before[index + 1];
    const takesNext = /^(--import|--require|-r|--loader|--experimental-loader|--conditions|-C)$/.test(word);
    const name = word === "-r" ? "--require" : word;
    if (takesNext && next !== undefined) {
      flags.push(`${name}=${next}`);
      index++;
    } else flags.push(name);
  }
  return flags;
}

function flagsOfEnvironment(before: readonly string[]): string[] {
  const setting = before.find((word) => word.startsWith("NODE_OPTIONS="));
  return setting === undefined ? [] : flagsOfNode(["node", ...splitWords(setting.slice("NODE_OPTIONS=".length))]);
}

/** Splits a command as a shell would, without expanding anything. */
export function splitWords(command: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote = "";
  for (let index = 0; index < command.length; index++) {
    const character = command[index] ?? "";
    if (quote !== "") {
      if (character === quote) quote = "";
      else if (character === "\\" && quote === '"') word = (word ?? "") + (command[++index] ?? "");
      else word = (word ?? "") + character;
    } else if (character === "'" || character === '"') {
      quote = character;
      word ??= "";
    } else if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (character === "\\") word = (word ?? "") + (command[++index] ?? "");
    else word = (word ?? "") + character;
  }
  if (word !== null) words.push(word);
  return words;
}
