import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SCRIPT } from "./comment-workflow.js";

const PULL = { number: 7, head: { sha: "abc", repo: { id: 2 } } };
const RUN = { head_sha: "abc", head_branch: "feature", head_repository: { id: 2, owner: { login: "stranger" } } };

interface Call {
  readonly name: string;
  readonly given: { readonly [key: string]: unknown };
}

/** Runs the script as actions/github-script does, against an API that holds these pull requests and comments. */
async function run(report: string, { pulls = [PULL], comments = [] as object[] } = {}): Promise<readonly Call[]> {
  process.env.REPORT = report;
  const calls: Call[] = [];
  const method =
    (name: string, data: unknown = {}) =>
    async (given: Call["given"]) => {
      calls.push({ name, given });
      return { data };
    };
  const issues = { listComments: {}, createComment: method("create"), updateComment: method("update") };
  const github = { rest: { issues, pulls: { list: method("pulls", pulls) } }, paginate: async () => comments };
  const context = { repo: { owner: "o", repo: "r" }, payload: { workflow_run: RUN } };
  const script = new Function("require", "github", "context", "core", `return (async () => {${SCRIPT}\n})();`);
  await script(createRequire(import.meta.url), github, context, { info: () => undefined });
  return calls;
}

describe("the comment", () => {
  let folder: string;
  let report: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "autotest-comment-"));
    report = join(folder, "comment.md");
  });
  afterEach(() => {
    delete process.env.REPORT;
    rmSync(folder, { recursive: true, force: true });
  });
  const bodyOf = (calls: readonly Call[], name: string): string =>
    String(calls.find((call) => call.name === name)?.given.body);

  test("is made once, and then kept up to date", async () => {
    writeFileSync(report, "<!-- autotest:report -->\n## autotest: fine\n\n<sub>1 s</sub>\n");
    const first = await run(report);
    expect(first[0]?.given).toMatchObject({ head: "stranger:feature", state: "open" });
    expect(bodyOf(first, "create")).toBe("<!-- autotest -->\n## autotest: fine\n\n<sub>1 s</sub>\n");
    const own = { id: 5, user: { login: "github-actions[bot]" }, body: "<!-- autotest -->\nold" };
    const another = { id: 4, user: { login: "stranger" }, body: "<!-- autotest -->\nold" };
    const second = await run(report, { comments: [another, own] });
    expect(second.map(({ name }) => name)).toEqual(["pulls", "update"]);
    expect(second[1]?.given).toMatchObject({ comment_id: 5 });
  });

  test("is not begun when there is nothing to tell", async () => {
    writeFileSync(report, "<!-- autotest:nothing -->\n## autotest: nothing to do\n");
    expect((await run(report)).map(({ name }) => name)).toEqual(["pulls"]);
  });

  test("is not written for another commit or another repository", async () => {
    writeFileSync(report, "x");
    for (const head of [
      { ...PULL.head, sha: "other" },
      { ...PULL.head, repo: { id: 3 } },
    ])
      expect((await run(report, { pulls: [{ ...PULL, head }] })).map(({ name }) => name)).toEqual(["pulls"]);
  });

  test("takes no file that is missing, a link or too long", async () => {
    expect(await run(join(folder, "missing.md"))).toEqual([]);
    symlinkSync("/etc/hostname", report);
    expect(await run(report)).toEqual([]);
    const long = join(folder, "long.md");
    writeFileSync(long, "x".repeat(300_000));
    expect(await run(long)).toEqual([]);
  });

  test("of strangers holds no HTML, image, link, mention or marker", async () => {
    writeFileSync(
      report,
      "<!-- a -->[x](https://e.example) ![y](z) [r][1] @all <img src=x> www.e.example <sub>s</sub>\n[1]: //e",
    );
    const body = bodyOf(await run(report), "create").replace("<!-- autotest -->", "");
    expect(body).not.toMatch(/<(?!\/?sub>)|\]\(|\]\[|\]:|!\[|@\w|:\/\/|www\./);
    writeFileSync(report, "@".repeat(100_000));
    expect(bodyOf(await run(report), "create").length).toBeLessThan(65_536);
  });
});
