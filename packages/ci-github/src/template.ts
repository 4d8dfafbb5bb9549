import type { CiTemplate } from "@autotest/core";
import { checkWorkflow } from "./check-workflow.js";
import { commentWorkflow } from "./comment-workflow.js";

/** GitHub Actions: one workflow that checks without rights, one with rights that comments. */
export const github: CiTemplate = {
  id: "github",
  name: "GitHub Actions",
  render: (request) => [
    { path: ".github/workflows/autotest.yml", text: checkWorkflow(request) },
    ...(request.comment ? [{ path: ".github/workflows/autotest-comment.yml", text: commentWorkflow() }] : []),
  ],
};
