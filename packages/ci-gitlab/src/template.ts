import type { CiTemplate } from "@autotest/core";
import { job } from "./job.js";

const JOB_FILE = ".gitlab/ci/autotest.yml";
const INCLUDE = `include:\n  - local: ${JOB_FILE}\n`;

/** GitLab CI: a job for merge requests in a file of its own, and the file that includes it where there is none yet. */
export const gitlab: CiTemplate = {
  id: "gitlab",
  name: "GitLab CI",
  render: (request) => [
    { path: JOB_FILE, text: job(request) },
    { path: ".gitlab-ci.yml", text: INCLUDE, otherwise: `add to it: include: [{ local: ${JOB_FILE} }]` },
  ],
};
