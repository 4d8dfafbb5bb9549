import type { CiRequest } from "@autotest/core";
import { ACTIONS } from "./actions.js";

/** Name of the workflow; the one that comments waits for it. */
export const WORKFLOW = "autotest";
/** Where reports are put in the job, and the name of the artifact. */
export const REPORTS = "autotest-report";

/** The check of a pull request. It runs the pull request's code, so it has no secret and may only read. */
export function checkWorkflow(request: CiRequest): string {
  const { command, required, suggest, languages } = request;
  const demands = [
    ...(request.minCoverage === null ? [] : [`--min-coverage ${request.minCoverage}`]),
    ...(request.maxOpenGoals === null ? [] : [`--max-open-goals ${request.maxOpenGoals}`]),
  ];
  const check = [
    `${command} check --changed`,
    ...demands,
    ...["markdown:comment.md", "junit:junit.xml", "lcov:lcov.info", "sarif:autotest.sarif"].map(reporter),
  ];
  return `# Checks that what a pull request changes is tested. Written by \`autotest ci init github\`; yours to change.
# It runs code of the pull request: it gets no secret and may only read. What it found is told by autotest-comment.yml.
name: ${WORKFLOW}

on:
  pull_request:

permissions:
  contents: read

concurrency:
  group: autotest-\${{ github.event.pull_request.number }}
  cancel-in-progress: true

jobs:
  check:
    name: tests for what changed
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: read
    steps:
      - uses: ${ACTIONS.checkout}
        with:
          # Where the branch left the default branch has to be known.
          fetch-depth: 0
          persist-credentials: false
      - name: Know the branch the pull request goes to
        env:
          BASE: \${{ github.base_ref }}
        run: git remote set-head origin "$BASE"
${setUp(languages)}
      - name: Check that the change is tested
        id: check
${required ? "" : "        # Tells, and lets the pull request pass.\n        continue-on-error: true\n"}        run: |
          ${check.join(" \\\n            ")}
${suggest ? suggestion(command) : ""}      - name: Keep what was found
        if: always()
        uses: ${ACTIONS.upload}
        with:
          name: ${REPORTS}
          path: ${REPORTS}/
          if-no-files-found: ignore
          retention-days: 7
`;
}

function reporter(target: string): string {
  const [name = "", file = ""] = target.split(":");
  return `--reporter ${name}:${REPORTS}/${file}`;
}

/** Tests as a patch that somebody may apply: nothing is committed. */
function suggestion(command: string): string {
  return `      - name: Write the tests that are missing, as a patch
        if: always() && steps.check.outcome == 'failure'
        continue-on-error: true
        run: |
          mkdir -p ${REPORTS}
          # The annotations and the summary are those of the check.
          env -u GITHUB_ACTIONS ${command} generate --changed --dry-run --pass-with-nothing > ${REPORTS}/tests.patch
`;
}

function setUp(languages: readonly string[]): string {
  const node = `      - uses: ${ACTIONS.setupNode}
        with:
          node-version: 22
          package-manager-cache: false
      - uses: ${ACTIONS.cache}
        with:
          path: |
            ~/.npm
            ~/.cache/pip
            .autotest/cache
          key: autotest-\${{ runner.os }}-\${{ hashFiles('**/package-lock.json', '**/pnpm-lock.yaml', '**/yarn.lock', '**/pyproject.toml', '**/requirements*.txt') }}
          restore-keys: autotest-\${{ runner.os }}-
`;
  const javascript = `      - name: Install the project's packages
        run: |
          if [ -f pnpm-lock.yaml ]; then corepack enable && pnpm install --frozen-lockfile
          elif [ -f yarn.lock ]; then corepack enable && yarn install --immutable
          elif [ -f package-lock.json ]; then npm ci
          elif [ -f package.json ]; then npm install
          fi
`;
  const python = `      - uses: ${ACTIONS.setupPython}
        with:
          python-version: "3.12"
      - name: Install the project and its test runner
        run: |
          python -m pip install pytest coverage
          for file in requirements.txt requirements-dev.txt requirements-test.txt; do
            if [ -f "$file" ]; then python -m pip install -r "$file"; fi
          done
          if [ -f pyproject.toml ] || [ -f setup.py ]; then python -m pip install -e . || true; fi
`;
  return (
    node +
    (languages.includes("javascript") ? javascript : "") +
    (languages.includes("python") ? python : "")
  ).trimEnd();
}
