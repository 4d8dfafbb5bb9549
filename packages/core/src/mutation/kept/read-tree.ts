import { createHash } from "node:crypto";
import { basename, dirname, extname, join } from "node:path/posix";
import type { Context } from "../../contracts/index.js";
import { mapLimited } from "../../pipeline/map-limited.js";
import type { RunSettings } from "../../pipeline/run-state.js";
import { LARGEST_FILE } from "../../pipeline/workspace.js";

/** A file in an installed language, tests included. */
export interface TreeSource {
  /** SHA-256. */
  readonly digest: string;
  /** Every word in it: whatever it imports is among them. */
  readonly words: ReadonlySet<string>;
}

/** What the project consists of, as far as a test can depend on it. */
export interface Tree {
  /** By relative path. */
  readonly sources: ReadonlyMap<string, TreeSource>;
  /** Words of its settings: what they name, every test may depend on. */
  readonly settings: ReadonlySet<string>;
  /** Stands for all files that are no sources. */
  readonly rest: string;
}

/** What tools leave behind, and our own settings, which count where they are in force: no test reads them. */
const OUTPUT =
  /(?:^|\/)(?:\.coverage[^/]*|coverage\.(?:xml|json|lcov)|lcov\.info|[^/]*\.log|\.eslintcache|\.DS_Store|\.codex-autotest\.[^/]*|\.autotestrc[^/]*)$|^(?:htmlcov|mutants|reports\/mutation|\.stryker-tmp|\.nyc_output)\//;
const REPORT = /\.(?:json|html)$/;
/** The report of a mutation run in its two forms: what an earlier run was asked to write must not void it. */
const IS_REPORT = /^\s*\{[\s\S]{0,200}"schemaVersion"|· autotest<\/title>/;
const SETTINGS = /^(?:[^/]*\.(?:json|jsonc|json5|toml|cfg|ini|ya?ml)|\.[^/]+)$/;
const LOCK = /lock/i;
const SIDE_BY_SIDE = 32;
const trees = new WeakMap<RunSettings["copied"], Promise<Tree>>();

/** Reads every file that was copied, once per run. */
export function readTree(settings: RunSettings, ctx: Context): Promise<Tree> {
  const known = trees.get(settings.copied) ?? read(settings, ctx);
  trees.set(settings.copied, known);
  return known;
}

async function read({ copied, languages, project }: RunSettings, ctx: Context): Promise<Tree> {
  const extensions = new Set(languages.flatMap((language) => language.extensions));
  const sources = new Map<string, TreeSource>();
  const settings = new Set<string>();
  const rest: string[] = [];
  const paths = (await copied).map((line) => line.split("\0")).filter(([path = ""]) => !OUTPUT.test(path));
  const readOne = async ([path = "", size = "", modified = ""]: readonly string[]): Promise<void> => {
    if (Number(size) > LARGEST_FILE) return void rest.push([path, size, modified].join("\0"));
    const bytes = await ctx.fs.read(join(project.root, path));
    const text = (): string => Buffer.from(bytes).toString("utf8");
    const digest = createHash("sha256").update(bytes).digest("hex");
    if (extensions.has(extname(path))) return void sources.set(path, { digest, words: wordsIn(text()) });
    if (REPORT.test(path) && IS_REPORT.test(text())) return;
    rest.push(`${path}\0${digest}`);
    if (SETTINGS.test(path) && !LOCK.test(path)) for (const word of wordsIn(text())) settings.add(word);
  };
  await mapLimited(paths, SIDE_BY_SIDE, readOne, ctx.signal);
  return { sources, settings, rest: digestOf(rest.sort()) };
}

/** The same without some files. */
export function withoutFiles(tree: Tree, paths: readonly string[]): Tree {
  return { ...tree, sources: new Map([...tree.sources].filter(([path]) => !paths.includes(path))) };
}

/** Names and numbers in a text. */
export function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.match(/[\p{L}\p{N}_$]+/gu) ?? []);
}

/** SHA-256 of plain data. */
export function digestOf(data: unknown): string {
  return createHash("sha256").update(JSON.stringify(data)).digest("hex");
}

/** Words a file is imported by: those of its name, or of its folder's where it stands for that; none at the top. */
export function namesOf(path: string): readonly string[] {
  const stem = basename(path, extname(path));
  const folder = basename(dirname(path));
  const name = isFront(path) ? (folder === "." || folder === "src" || folder === "lib" ? "" : folder) : stem;
  return [...wordsIn(name)];
}

/** Whether a file stands for its folder, and hands on what lies in it. */
export function isFront(path: string): boolean {
  return /^(?:__init__|index|__main__)\.\w+$/.test(basename(path));
}
