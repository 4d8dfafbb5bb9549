import { createHash } from "node:crypto";
import type { ChangedFile, ChangeScope } from "../changes/changes.js";
import type { SuiteHeader } from "../contracts/index.js";
import { settingsFor } from "./own-settings.js";
import type { RunSettings, Target } from "./run-state.js";

/**
 * The header of a suite made for `target`. One that was made for what changed in the file only does not have the fingerprint of
 * the file: a run over all of it still has something to add.
 */
export function headerFor(target: Target, settings: RunSettings): SuiteHeader {
  const { version, seed } = settingsFor(target.file.path, settings);
  const part = headerOf(target) === null ? changedPart(target, settings) : null;
  const { path } = target.file;
  if (target.mutants !== undefined)
    return { version, seed, fingerprint: wholeOf(target), command: `autotest mutate ${path}` };
  return part === null
    ? { version, seed, fingerprint: wholeOf(target), command: `autotest generate ${path}` }
    : { version, seed, fingerprint: hashOf(target, part.file), command: `autotest generate ${part.flag} ${path}` };
}

/** A suite of ours that was made from the same text, with the same seed, for as much of it, has nothing to gain from another run. */
export function isUpToDate(target: Target, settings: RunSettings): boolean {
  // A model may have been away when the suite was made; what it said before costs nothing to ask again.
  if (settings.model) return false;
  const header = settings.lookOnly ? null : headerOf(target);
  const part = changedPart(target, settings);
  const enough = [wholeOf(target), ...(part === null ? [] : [hashOf(target, part.file)])];
  return (
    header !== null &&
    enough.includes(header.fingerprint) &&
    header.seed === settingsFor(target.file.path, settings).seed &&
    header.version === settings.version
  );
}

/** Whether the suite that is there is going to be made anew as a whole. */
export function isRenewed(target: Target, { lookOnly }: Pick<RunSettings, "lookOnly">): boolean {
  return lookOnly !== true && headerOf(target) !== null;
}

/** Of the suite that is there; null when there is none, or it is nobody's of ours. */
function headerOf({ framework, existing }: Target): SuiteHeader | null {
  return existing === undefined ? null : framework.readHeader(existing);
}

/** What of the file changed, when the run is limited to that and it is not all of it. */
function changedPart(
  { file }: Target,
  { changes }: RunSettings,
): { readonly file: ChangedFile; readonly flag: string } | null {
  const found = changes?.files?.find(({ path }) => path === file.path);
  return changes === undefined || found === undefined || found.lines === null
    ? null
    : { file: found, flag: flagOf(changes.scope) };
}

function wholeOf({ file }: Target): string {
  return file.hash.slice(0, 16);
}

function hashOf({ file }: Target, { lines }: ChangedFile): string {
  return createHash("sha256")
    .update(JSON.stringify([file.hash, lines]))
    .digest("hex")
    .slice(0, 16);
}

function flagOf(scope: ChangeScope): string {
  return scope.kind === "since" ? `--since ${scope.ref}` : `--${scope.kind}`;
}
