import { ACTIONS } from "./actions.js";
import { REPORTS, WORKFLOW } from "./check-workflow.js";

/**
 * Comments on the pull request after the check has run, with the right to do so: from forks too. It checks nothing out and runs
 * nothing of the pull request; what the check left is text of strangers to it.
 */
export function commentWorkflow(): string {
  return `# Keeps one comment on a pull request up to date. Written by \`autotest ci init github\`; yours to change.
# It may write comments, so it never checks out or runs anything of the pull request: the artifact is a text of strangers.
name: autotest comment

on:
  # Safe here: no code of the pull request is run, and the artifact is only read as text.
  workflow_run: # zizmor: ignore[dangerous-triggers]
    workflows: [${WORKFLOW}]
    types: [completed]

permissions:
  contents: read

concurrency:
  group: autotest-comment-\${{ github.event.workflow_run.head_repository.full_name }}-\${{ github.event.workflow_run.head_branch }}
  cancel-in-progress: true

jobs:
  comment:
    name: comment
    if: github.event.workflow_run.event == 'pull_request'
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      actions: read # to get the artifact of the other workflow
      pull-requests: write # to comment
    steps:
      - uses: ${ACTIONS.download}
        # Without a report there is nothing to say.
        continue-on-error: true
        with:
          name: ${REPORTS}
          path: \${{ runner.temp }}/${REPORTS}
          run-id: \${{ github.event.workflow_run.id }}
          github-token: \${{ github.token }}
      - uses: ${ACTIONS.script}
        env:
          REPORT: \${{ runner.temp }}/${REPORTS}/comment.md
        with:
          script: |
${indented(SCRIPT, 12)}
`;
}

/** Runs with \`github\`, \`context\` and \`core\`, as actions/github-script calls it. */
export const SCRIPT: string = `const { lstatSync, readFileSync } = require("node:fs");
const { env } = require("node:process");
const MARK = "<!-- autotest -->";
const MOST = 65000;

const found = lstatSync(env.REPORT, { throwIfNoEntry: false });
if (!found || !found.isFile() || found.size > 262144) {
  core.info("no report to tell about");
  return;
}
const report = readFileSync(env.REPORT, "utf8");

// Which pull request it is says GitHub, not the artifact; and only its newest commit counts.
const run = context.payload.workflow_run;
const { data: pulls } = await github.rest.pulls.list({
  ...context.repo,
  state: "open",
  head: \`\${run.head_repository.owner.login}:\${run.head_branch}\`,
});
const pull = pulls.find((one) => one.head.sha === run.head_sha && one.head.repo?.id === run.head_repository.id);
if (!pull) {
  core.info("no open pull request has this commit at its head");
  return;
}

// The text may be by anybody: no HTML but the harmless, no image, no link, no mention. The report has none of them either.
const harmless = report
  .replace(/<!--[^]*?-->/g, "")
  .replace(/<(?!\\/?sub>)/g, "&lt;")
  .replace(/\\]\\s*(?=[(:[])/g, "]\\u200b")
  .replace(/!\\[/g, "!\\u200b[")
  .replace(/:\\/\\//g, ":\\u200b//")
  .replace(/\\bwww\\./gi, "www\\u200b.")
  .replace(/@(?!\\u200b)/g, "@\\u200b")
  .slice(0, MOST)
  .trim();
const body = \`\${MARK}\\n\${harmless}\\n\`;

const comments = await github.paginate(github.rest.issues.listComments, {
  ...context.repo,
  issue_number: pull.number,
  per_page: 100,
});
const own = comments.find((one) => one.user?.login === "github-actions[bot]" && one.body?.startsWith(MARK));
if (own) {
  await github.rest.issues.updateComment({ ...context.repo, comment_id: own.id, body });
} else if (!report.startsWith("<!-- autotest:nothing -->")) {
  await github.rest.issues.createComment({ ...context.repo, issue_number: pull.number, body });
}`;

function indented(text: string, columns: number): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : " ".repeat(columns) + line))
    .join("\n");
}
