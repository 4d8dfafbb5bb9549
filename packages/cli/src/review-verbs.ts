import { type Audit, AutotestError, type Proof, type Regenerated, type Review } from "@autotest/core";

/** What flags do to a review, in this order: accept, regenerate, rename, reject; then what looks. */
export interface ReviewVerbs {
  readonly accept?: readonly string[];
  readonly reject?: readonly string[];
  /** A test and its new name. */
  readonly rename?: readonly string[];
  readonly regenerate?: string;
  readonly hint?: string;
  readonly prove?: string;
  readonly run?: boolean;
  readonly audit?: boolean;
}

/** What came of looking. */
export interface ReviewFindings {
  readonly audit?: Audit;
  readonly outcomes?: Awaited<ReturnType<Review["run"]>>;
  readonly proof?: Proof;
  readonly regenerated?: Regenerated;
}

/** Does what the flags say. All tests are looked up before the first change, so that a slip changes nothing. */
export async function applyVerbs(review: Review, verbs: ReviewVerbs): Promise<ReviewFindings> {
  const { rename = [] } = verbs;
  if (rename.length > 0 && rename.length !== 2)
    throw new AutotestError("usage", "--rename takes a test and its new name", {
      next: `autotest review ${review.path} --list`,
    });
  const [renamed, name = ""] = rename;
  const accepted = (verbs.accept ?? []).map((one) => review.find(one).id);
  const rejected = (verbs.reject ?? []).map((one) => review.find(one).id);
  if (verbs.prove !== undefined) review.find(verbs.prove);
  for (const id of accepted) review.accept(id);
  const regenerated =
    verbs.regenerate === undefined ? undefined : await review.regenerate(review.find(verbs.regenerate).id, verbs.hint);
  if (renamed !== undefined) await review.rename(review.find(renamed).id, name);
  for (const id of rejected) await review.reject(id);
  return {
    ...(regenerated === undefined ? {} : { regenerated }),
    ...(verbs.audit ? { audit: await review.audit() } : {}),
    ...(verbs.run ? { outcomes: await review.run() } : {}),
    ...(verbs.prove === undefined ? {} : { proof: await review.prove(verbs.prove) }),
  };
}
