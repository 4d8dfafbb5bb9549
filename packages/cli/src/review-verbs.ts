import {
  type Audit,
  AutotestError,
  type Edited,
  type Proof,
  type Regenerated,
  type Review,
  type Wish,
} from "@autotest/core";

/** What flags do to a review, in this order: accept, edit, regenerate, rename, reject; then what looks. */
export interface ReviewVerbs {
  readonly accept?: readonly string[];
  readonly reject?: readonly string[];
  /** A test and its new name. */
  readonly rename?: readonly string[];
  /** A test and the file with its new text; `-` is standard input. */
  readonly edit?: readonly string[];
  readonly regenerate?: string;
  readonly hint?: string;
  /** A file with a prompt template. */
  readonly prompt?: string;
  readonly prove?: string;
  readonly run?: boolean;
  readonly audit?: boolean;
}

/** What came of looking. */
export interface ReviewFindings {
  readonly audit?: Audit;
  readonly outcomes?: Awaited<ReturnType<Review["run"]>>;
  readonly proof?: Proof;
  readonly edited?: Edited;
  readonly regenerated?: Regenerated;
}

/** Reads a file that a flag names. */
export type ReadInput = (path: string) => Promise<string>;

/** Does what the flags say. All tests are looked up before the first change, so that a slip changes nothing. */
export async function applyVerbs(review: Review, verbs: ReviewVerbs, read: ReadInput): Promise<ReviewFindings> {
  const [renamed, name = ""] = pairOf(verbs.rename, "--rename takes a test and its new name", review);
  const [changed, file = ""] = pairOf(verbs.edit, "--edit takes a test and the file with its new text", review);
  const written = changed === undefined ? "" : await read(file);
  const wish: Wish = {
    ...(verbs.hint === undefined ? {} : { hint: verbs.hint }),
    ...(verbs.prompt === undefined ? {} : { prompt: await read(verbs.prompt) }),
  };
  const accepted = (verbs.accept ?? []).map((one) => review.find(one).id);
  const rejected = (verbs.reject ?? []).map((one) => review.find(one).id);
  if (verbs.prove !== undefined) review.find(verbs.prove);
  for (const id of accepted) review.accept(id);
  const edited = changed === undefined ? undefined : await review.edit(review.find(changed).id, written);
  const regenerated =
    verbs.regenerate === undefined ? undefined : await review.regenerate(review.find(verbs.regenerate).id, wish);
  if (renamed !== undefined) await review.rename(review.find(renamed).id, name);
  for (const id of rejected) await review.reject(id);
  return {
    ...(edited === undefined ? {} : { edited }),
    ...(regenerated === undefined ? {} : { regenerated }),
    ...(verbs.audit ? { audit: await review.audit() } : {}),
    ...(verbs.run ? { outcomes: await review.run() } : {}),
    ...(verbs.prove === undefined ? {} : { proof: await review.prove(verbs.prove) }),
  };
}

function pairOf(words: readonly string[] = [], problem: string, { path }: Review): readonly string[] {
  if (words.length === 0 || words.length === 2) return words;
  throw new AutotestError("usage", problem, { next: `autotest review ${path} --list` });
}
