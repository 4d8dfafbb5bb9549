import type { CiRequest } from "@autotest/core";

const REPORTS = "autotest-report";
const TARGETS: readonly string[] = [
  "markdown:comment.md",
  "junit:junit.xml",
  "cobertura:cobertura.xml",
  "gitlab-code-quality:code-quality.json",
];

/** The job of a merge request. GitLab itself shows its reports there: tests, coverage at the lines, code quality. */
export function job(request: CiRequest): string {
  const { command, required, suggest, languages } = request;
  const since = '--since "$CI_MERGE_REQUEST_DIFF_BASE_SHA"';
  const check = [
    `${command} check ${since}`,
    ...(request.minCoverage === null ? [] : [`--min-coverage ${request.minCoverage}`]),
    ...(request.maxOpenGoals === null ? [] : [`--max-open-goals ${request.maxOpenGoals}`]),
    ...TARGETS.map((target) => `--reporter ${target.replace(":", `:${REPORTS}/`)}`),
  ];
  return `# Checks that what a merge request changes is tested. Written by \`autotest ci init gitlab\`; yours to change.
autotest:
  stage: test
  image: node:22-bookworm
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
${required ? "" : "  # Tells, and lets the merge request pass.\n  allow_failure: true\n"}  timeout: 30 minutes
  interruptible: true
  variables:
    # Where the branch left the target branch has to be known.
    GIT_DEPTH: "0"
    npm_config_cache: $CI_PROJECT_DIR/.npm
    PIP_CACHE_DIR: $CI_PROJECT_DIR/.pip
  cache:
    key:
      prefix: autotest
      files: [${languages.includes("javascript") ? "package-lock.json" : "pyproject.toml"}]
    paths: [.npm, .pip, .autotest/cache]
${setUp(languages)}  script:
    - |
      ${check.join(" \\\n        ")}
${suggest ? suggestion(command, since) : ""}  coverage: '/lines.* covered: (\\d+(?:\\.\\d+)?)%/'
  artifacts:
    when: always
    expire_in: 1 week
    paths: [${REPORTS}/]
    reports:
      junit: ${REPORTS}/junit.xml
      codequality: ${REPORTS}/code-quality.json
      coverage_report:
        coverage_format: cobertura
        path: ${REPORTS}/cobertura.xml
`;
}

/** Tests as a patch that somebody may apply: nothing is committed. */
function suggestion(command: string, since: string): string {
  return `  after_script:
    - |
      if [ "$CI_JOB_STATUS" = "failed" ]; then
        if [ -d .venv ]; then . .venv/bin/activate; fi
        ${command} generate ${since} --dry-run --pass-with-nothing > ${REPORTS}/tests.patch || true
      fi
`;
}

function setUp(languages: readonly string[]): string {
  const javascript = `    - |
      if [ -f pnpm-lock.yaml ]; then corepack enable && pnpm install --frozen-lockfile
      elif [ -f yarn.lock ]; then corepack enable && yarn install --immutable
      elif [ -f package-lock.json ]; then npm ci
      elif [ -f package.json ]; then npm install
      fi
`;
  const python = `    - apt-get update -qq && apt-get install -qq -y python3-venv
    - python3 -m venv .venv && . .venv/bin/activate
    - python -m pip install pytest coverage
    - |
      for file in requirements.txt requirements-dev.txt requirements-test.txt; do
        if [ -f "$file" ]; then python -m pip install -r "$file"; fi
      done
      if [ -f pyproject.toml ] || [ -f setup.py ]; then python -m pip install -e . || true; fi
`;
  const steps = (languages.includes("javascript") ? javascript : "") + (languages.includes("python") ? python : "");
  return steps === "" ? "" : `  before_script:\n${steps}`;
}
