import { findBase } from "../changes/find-base.js";
import { askGit } from "../changes/run-git.js";
import type { Context, ListedAssertion } from "../contracts/index.js";
import type { AuditFinding, Checked } from "./audit.js";
import type { OpenSuite, SuiteTest } from "./open-suite.js";

const RANK = { exact: 2, part: 1, any: 0 };

/** Tests that assert less than they did in the version that git compares with. */
export async function findWeakened(suite: OpenSuite, tests: readonly SuiteTest[], ctx: Context): Promise<Checked> {
  const base = await baseOf(suite, ctx);
  if (typeof base === "string") return { findings: [], notes: [base] };
  if (base === null) return { findings: [] };
  const same = (one: SuiteTest) => (other: SuiteTest) => other.id === one.id;
  const findings = base.tests.flatMap((was): AuditFinding[] => {
    const now = tests.find(same(was)) ?? tests.find(({ mark }) => mark === was.mark);
    const losses = now === undefined ? ["the test is gone"] : lossesOf(was, now);
    return losses.map((loss) => ({
      code: "weakened",
      test: now?.id ?? null,
      title: now?.title ?? was.title,
      line: now?.line ?? 1,
      evidence: `${loss}, compared with ${base.words}`,
      advice: "put it back, or say in the commit why the behaviour is no longer promised",
    }));
  });
  return { findings };
}

/** The tests as they were; null for a file that is new, a note when nothing can be said. */
async function baseOf(
  { path, list }: OpenSuite,
  ctx: Context,
): Promise<{ readonly words: string; readonly tests: readonly SuiteTest[] } | string | null> {
  const unknown = "whether tests were weakened was not checked";
  try {
    if ((await askGit(["rev-parse", "--is-inside-work-tree"], ctx)) !== "true")
      return `${unknown}: this is no git repository`;
    const { commit, words } = await findBase({ kind: "changed" }, ctx);
    const text = await askGit(["show", `${commit}:./${path}`], ctx);
    return text === null ? null : { words, tests: await list(`${text}\n`) };
  } catch (error) {
    if (ctx.signal.aborted) throw error;
    return `${unknown}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** What a test no longer asserts, in words. */
export function lossesOf(was: SuiteTest, now: SuiteTest): readonly string[] {
  if (now.skipped && !was.skipped) return ["it is skipped now"];
  const left = [...now.assertions];
  const lost = was.assertions.filter((one) => {
    const index = left.findIndex(({ text }) => text === one.text);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return lost.flatMap((one) => {
    const index = left.findIndex(({ subject }) => subject === one.subject);
    const [instead] = index < 0 ? [] : left.splice(index, 1);
    if (instead === undefined)
      return now.assertions.length < was.assertions.length ? [`\`${one.text}\` was removed`] : [];
    return isLooser(instead, one) ? [`\`${one.text}\` became \`${instead.text}\``] : [];
  });
}

function isLooser(now: ListedAssertion, was: ListedAssertion): boolean {
  return RANK[now.strength] < RANK[was.strength] || (now.empty !== undefined && was.empty === undefined);
}
