import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text as readStream } from "node:stream/consumers";
import { AutotestError, EXIT_CODES, type ExitCode, redactDeep } from "@autotest/core";
import type { Command, CommonFlags, Invocation } from "../invocation.js";
import { type OpenFlags, openAutotest } from "../open-autotest.js";
import { reviewDocument } from "../output/json/review-document.js";
import { machineRedaction } from "../output/machine-redaction.js";
import { paintPatch, unifiedPatch } from "../output/patch.js";
import { printDocument } from "../output/print-document.js";
import { reviewText } from "../output/review-text.js";
import { applyVerbs, type ReadInput, type ReviewFindings, type ReviewVerbs } from "../review-verbs.js";

/** Flags of `autotest review`. */
export interface ReviewFlags extends CommonFlags, OpenFlags, ReviewVerbs {
  readonly file: string;
  readonly list?: boolean;
  /** Show the changes and write nothing. */
  readonly diff?: boolean;
  readonly seed?: number;
  readonly budgetSeconds?: number;
}

/** One suite, test by test: on a terminal as a conversation, else as the flags say. */
export const reviewCommand: Command<ReviewFlags> = async (flags, invocation) => {
  const { autotest, root } = await openAutotest(invocation, flags);
  const path = resolve(invocation.cwd, flags.file);
  const { seed, budgetSeconds } = flags;
  const options = {
    path,
    ...(seed === undefined ? {} : { seed }),
    ...(budgetSeconds === undefined ? {} : { seconds: budgetSeconds }),
  };
  return autotest.review(options, async (review) => {
    if (isConversation(flags, invocation)) {
      const { converse } = await import("../review-session.js");
      const asked = autotest.prompts().find(({ used }) => used.includes("unit_test"));
      return converse(review, invocation, asked?.templates.unit_test);
    }
    const read = inputReader(invocation);
    const found = redactDeep(await applyVerbs(review, flags, read), machineRedaction(root));
    const patch = unifiedPatch({ path: review.path, before: review.before, after: review.text });
    // The change is shown first, whole, and then made.
    if (!invocation.json && patch !== "") invocation.print(paintPatch(patch.replace(/\n$/, ""), invocation.style));
    // An edit that does not pass is a draft, and drafts are for a conversation.
    const isDraft = found.edited?.ok === false;
    const written = flags.diff === true || isDraft ? false : await review.save();
    if (flags.accept !== undefined && flags.diff !== true) await review.remember();
    const exitCode = invocation.signalCode() ?? exitCodeOf(found);
    if (invocation.json) printDocument(reviewDocument(review, found, { patch, written, exitCode }), invocation);
    else {
      const text = reviewText(review, found, { changed: patch !== "", written }, invocation.style);
      // A patch alone goes to standard output, so that it can be piped.
      if (flags.diff) invocation.say(text);
      else invocation.print(text);
    }
    return exitCode;
  });
};

function isConversation(flags: ReviewFlags, { mode, json }: Invocation): boolean {
  const verbs = [
    flags.list,
    flags.audit,
    flags.run,
    flags.diff,
    flags.accept,
    flags.reject,
    flags.edit,
    flags.rename,
    flags.regenerate,
    flags.prove,
  ];
  const asked = verbs.some((verb) => verb !== undefined);
  if ((flags.hint ?? flags.prompt) !== undefined && flags.regenerate === undefined)
    throw new AutotestError("usage", "--hint and --prompt say how to --regenerate a test", {
      next: "autotest review --help",
    });
  return mode === "terminal" && !json && !asked;
}

/** Files are found from where the command was called. */
function inputReader({ cwd }: Invocation): ReadInput {
  return async (path) => {
    try {
      return path === "-" ? await readStream(process.stdin) : await readFile(resolve(cwd, path), "utf8");
    } catch (error) {
      throw new AutotestError("usage", `${path} cannot be read`, { cause: error });
    }
  };
}

function exitCodeOf({ audit, outcomes, edited, regenerated }: ReviewFindings): ExitCode {
  const failed = outcomes?.some(({ outcome }) => outcome === "failed") ?? false;
  const isMissing = edited?.ok === false || regenerated?.ok === false;
  return failed || isMissing || (audit?.findings.length ?? 0) > 0 ? EXIT_CODES.findings : EXIT_CODES.ok;
}
