import { createHash } from "node:crypto";
import type { Context } from "../contracts/index.js";
import type { FileCoverage, SkippedFile } from "../model/index.js";
import type { JournalEntry } from "../ports/journal.js";
import type { ChosenFiles } from "./1-find-units.js";
import type { ExistingTests } from "./measure-existing.js";
import type { ProposedTarget, RunSettings, Target } from "./run-state.js";

/** What the search said about a target, without the target. */
export type SearchRecord = Omit<ProposedTarget, "target"> | SkippedFile;

/** The memory of a run that was stopped, and of this one in case it is. */
export interface Resume {
  /** Suites an earlier part of this run wrote: no existing tests, else later files would be left with other goals. */
  readonly written: ReadonlySet<string>;
  /** True when an earlier part of this run left something. */
  readonly isContinued: boolean;
  find(target: Target, before: FileCoverage | null): SearchRecord | null;
  keep(target: Target, before: FileCoverage | null, record: SearchRecord): Promise<void>;
  /** Suites that are about to be written. */
  keepWritten(paths: readonly string[]): Promise<void>;
  /** `stopped`: the rest is for the next run. */
  end(stopped: boolean): Promise<void>;
}

const NOTHING: Resume = {
  written: new Set(),
  isContinued: false,
  find: () => null,
  keep: async () => undefined,
  keepWritten: async () => undefined,
  end: async () => undefined,
};

/** Opens the journal of the project, if this run keeps one. What it says counts only while nothing that matters changed. */
export async function openResume(
  files: ChosenFiles,
  targets: readonly Target[],
  settings: RunSettings,
  ctx: Context,
): Promise<Resume> {
  if (settings.openJournal === null || targets.length === 0) return NOTHING;
  const tree = await settings.copied;
  const journal = await settings.openJournal(keyOf(tree, files, targets, settings)).catch((error: unknown) => {
    ctx.log.debug(`no journal: ${String(error)}`);
    return null;
  });
  if (journal === null) return NOTHING;
  const searched = new Map(journal.found.filter(isSearched).map(({ value }) => [value.state, value.record]));
  const written = new Set(journal.found.filter(isWritten).flatMap(({ value }) => value));
  return {
    written,
    isContinued: searched.size + written.size > 0,
    find: (target, before) => searched.get(stateOf(target, before)) ?? null,
    async keep(target, before, record) {
      const state = stateOf(target, before);
      if (!searched.has(state)) await journal.add({ name: "searched", value: { state, record } });
    },
    keepWritten: async (paths) => (paths.length > 0 ? journal.add({ name: "written", value: paths }) : undefined),
    end: (stopped) => (stopped ? journal.close() : journal.finish()),
  };
}

/** All that decides what a search finds, apart from the file itself. */
function keyOf(
  tree: readonly string[],
  { frameworks }: ChosenFiles,
  targets: readonly Target[],
  settings: RunSettings,
): string {
  const layouts = [...frameworks.values()].map(({ layout }) => layout);
  const tests = new Set([...layouts.flatMap((one) => one.testFiles), ...targets.map((one) => one.suitePath)]);
  const folders = layouts.map(({ testDirectory }) => `${testDirectory}/`).filter((folder) => folder !== "./");
  const sources = tree.filter((line) => {
    const path = line.split("\0", 1)[0] ?? "";
    return !tests.has(path) && !folders.some((folder) => path.startsWith(folder));
  });
  const { identity, version, seed, seconds, calls, engines, paths, exclude } = settings;
  const parts = [identity, version, seed, seconds, calls, engines.map(({ id }) => id), paths, exclude, sources.sort()];
  return digest(JSON.stringify(parts));
}

/** One file in the state it was searched in: its text, and what other tests reached of it. */
function stateOf({ file, language, framework }: Target, before: FileCoverage | null): string {
  return digest(JSON.stringify([file.path, file.hash, language.id, framework.id, before]));
}

/** Tells how much an earlier part of this run spares: what is searched already, and suites that are finished. */
export function sayResumed(
  resume: Resume,
  ready: readonly Target[],
  existing: ExistingTests,
  skipped: readonly SkippedFile[],
  settings: RunSettings,
): void {
  if (!resume.isContinued) return;
  const searched = ready.filter((target) =>
    resume.find(target, existing.coverage.get(target.file.path) ?? null),
  ).length;
  const finished = skipped.filter(({ code }) => code === "up-to-date").length;
  settings.hooks.event.call({ kind: "resumed", done: searched + finished, of: ready.length + finished });
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function isSearched(
  entry: JournalEntry,
): entry is JournalEntry & { readonly value: { readonly state: string; readonly record: SearchRecord } } {
  return entry.name === "searched";
}

function isWritten(entry: JournalEntry): entry is JournalEntry & { readonly value: readonly string[] } {
  return entry.name === "written";
}
